"""Tiles of one width in as many columns as have room."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.views.theme import Theme

GAP = 12


class Tiles(QWidget):
    """Lays its tiles out anew when there is room for more or fewer columns."""

    def __init__(
        self,
        theme: Theme,
        tiles: list[QWidget],
        columns: tuple[int, ...],
        least: int,
        weights: tuple[int, ...] = (),
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tiles = tiles
        self._choices = columns
        self._least = least
        self._weights = weights
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self.arrange)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width may hold another number."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Take the most columns that fit; the choices go from many to few."""
        least = self._theme.room(self._least)
        fits = [n for n in self._choices if n * least + (n - 1) * GAP <= self.width()]
        columns = fits[0] if fits else self._choices[-1]
        if columns == self.columns:
            return
        for column in range(self.columns):
            self._grid.setColumnStretch(column, 0)
        self.columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(columns):
            weighted = columns == len(self._weights)
            self._grid.setColumnStretch(column, self._weights[column] if weighted else 1)
