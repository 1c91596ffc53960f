"""Answers hold until somebody writes, and not a moment longer."""

from desktop_app.services.remembering import MOST, WhileNobodyWrites


def test_the_same_question_is_asked_once_until_the_store_changes():
    version, asked = [1], []
    kept = WhileNobodyWrites(lambda: version[0])

    def ask():
        asked.append(version[0])
        return len(asked)

    assert [kept.answer("who", ask), kept.answer("who", ask)] == [1, 1]
    version[0] = 2
    assert kept.answer("who", ask) == 2
    assert asked == [1, 2]


def test_questions_are_kept_apart_and_an_empty_answer_is_one_too():
    kept, asked = WhileNobodyWrites(lambda: 1), []
    for question in ("a", "b", "a"):
        kept.answer(question, lambda question=question: asked.append(question))
    assert asked == ["a", "b"]


def test_no_more_is_kept_than_fits():
    kept = WhileNobodyWrites(lambda: 1)
    for number in range(3 * MOST):
        assert kept.answer(number, lambda number=number: number) == number
    assert len(kept._answers) <= MOST
