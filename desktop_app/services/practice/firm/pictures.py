"""The few pictures clients send, made here or kept as a few hundred bytes of base64."""

import base64
import struct
import zlib
from collections.abc import Callable
from functools import cache

from desktop_app.services.practice.texts import Picture

_CAR = (
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAA4KCw0LCQ4NDA0QDw4RFiQXFhQUFiwgIRokNC43NjMuMjI6QVNGOj1O"
    "PjIySGJJTlZYXV5dOEVmbWVabFNbXVn/2wBDAQ8QEBYTFioXFypZOzI7WVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZ"
    "WVlZWVlZWVlZWVlZWVlZWVlZWVlZWVlZWVn/wAARCAB4AKADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAA"
    "AAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk"
    "M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT"
    "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QA"
    "HwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdh"
    "cRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hp"
    "anN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk"
    "5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDqsUYp2KMVuZDcUYp2KMUANxRinYoxQA3FGKdijFADcUYp2KMU"
    "ANxRinYoxQA3FGKdijFADcUYp2KMUANxRinYoxQA3FGKdijFADsUYp2KMVIxuKMU7FGKAG4oxTsUHAGScAUANxRi"
    "qMutadExVrpCR/dBb+QqP/hINL/5+v8AyG3+FLnXcv2U+zNLFGKzf+Eg0v8A5+v/ACG3+FH/AAkGl/8AP1/5Db/C"
    "lzx7h7Kf8rNLFGKzf+Eg0v8A5+v/ACG3+FH/AAkGl/8AP1/5Db/Cjnj3D2U/5WaWKMVm/wDCQaX/AM/X/kNv8Kki"
    "1rTpWCrdICf7wK/zFPnXcPZT7MvYoxThgjIOQaMUyBuKMU7FGKAG4oxTsUYoAdijFOxRikMbijFOxRigBuK4zxHq"
    "r3Fy9rExWCM7Wx/Ge+fau1xXlc7Fldj1PJrKo3ojqw0VrJ9CNpwDgDNJ9o/2f1qCin7OJLxNR9Sf7R/s/rR9o/2f"
    "1qCin7OPYX1ip3J/tH+z+tH2j/Z/WoKKPZx7B9Yqdyf7R/s/rSrOCcEYqvRS9nEaxNRdTq/Dmqvb3KWsrFoJDtXP"
    "8B7Y9q7PFeWwMVVGB5HIr1TFKm3qisTFaSXUbijFOxRitTlG4oxTsUYoAdijFOxRikBXubmC1j8y4lSNfVj1qh/w"
    "kWlf8/X/AJDf/CuN1a/k1C+kldiUBIReyr2qlWDqu+h3wwit7zO//wCEi0r/AJ+v/Ib/AOFefuu5SKWiolNs3p0Y"
    "wTS6lJlKnBGKSruM0YHoK09t5HO8H2ZSoq7gegowPQU/beQfU33KVFXcD0FGB6Cj23kH1N9ylSqpY4AzVzA9BRjF"
    "L23kCwfdgi7VAzXoH/CRaV/z9f8AkN/8K4Cis4zaOipRjNJPod//AMJFpX/P1/5Df/Cr9tcwXUfmW8qSL6qeleY1"
    "d0m/k0++jlRiEJAdezL3q1Vd9TCeEVvdZ6PijFOxRitzgOW/t699Y/8Avmj+3r31j/75rIzRmpLMmiiiuQ9kKKKQ"
    "EHoc0ALRRRQAUUUUAFFFFAFaVZIpDKhLKfvKamilWVcqfqPSn1UjUG9Yx8KvXHeq3IfuvTqW6KQkDqcUtSWFFFFA"
    "HW/29e+sf/fNH9vXvrH/AN81kZozXWeMNzRmm5ozQBQlQxuQenaoZHEaFm6CtNgrDDAEVm6vGqWqlFx84zz7GsnT"
    "1OxYr3dVqZcszynLHj07VGCVOQSD7UlFaWORtt3Zo2lwZQUf7w7+tWqzdPG69jGMgk5/Kt/yIv7v6ms3Tu9Drp4l"
    "KNpFKirvkRf3f1NHkRf3f1NT7Nmn1qHZlKirvkRf3f1NHkRf3f1NHs2H1qHZlKs+f/R5f3bkFuSK3fIi/u/qawNQ"
    "G29lGMAEY/KqjBrczqYhSXu7kBJY5JJPvT4pnibKnj07VFRWljl5mndGxG4kQMvQ1NEhkcAdO9RaRGr2rF1z85xz"
    "7CtJQqjCgAVmqep1PFe7otSTNGabmjNanGMzRmm5ozQA7NRXMQuIGjPGeh9DT80ZoA5uaF4HKSLg/wA6ZXSsquMO"
    "oYehGaakMSHKRop9QooAp6XaNETNKMMRhQe1aWabmjNADs0ZpuaM0AOzRmm5ozQA7NZuqWjSkTRDLAYYDvWhmjNA"
    "HMU+GF53CRrk/wAq6B4YnOXjRj6lRTlVUGEUKPQDFACW0Qt4FjHOOp9TUuabmjNADs0ZpuaM0ANzRmiigAzRmiig"
    "AzRmiigAzRmiigAzRmiigAzRmiigAzRmiigAzRmiigAzRmiigAzRmiigD//Z"
)

_COLUMNS, _LINES = range(15, 106), range(15, 146)
_LINE_STEP, _LINE_WEIGHT = 9, 2


@cache
def car() -> Picture:
    """A drawing of a car with a scratched door, as JPEG."""
    return Picture("image/jpeg", base64.b64decode(_CAR))


@cache
def form() -> Picture:
    """A page with lines of writing, as PNG."""
    return Picture("image/png", _png(120, 160, _page_shade))


@cache
def placeholder() -> Picture:
    """Stands for a picture the firm sent: the practice server fetches nothing from the web."""
    return Picture("image/png", _png(48, 48, lambda x, y: 200 if (x // 8 + y // 8) % 2 else 230))


def _page_shade(x: int, y: int) -> int:
    written = x in _COLUMNS and y in _LINES and y % _LINE_STEP < _LINE_WEIGHT
    return 90 if written and (x * 7 + y * 3) % 11 else 250


def _png(width: int, height: int, shade: Callable[[int, int], int]) -> bytes:
    """A grey PNG of this size; `shade` gives each pixel 0 to 255."""
    lines = b"".join(b"\0" + bytes(shade(x, y) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
