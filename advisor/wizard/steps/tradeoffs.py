"""Eight choices between two bad weeks, for one person or for a whole room.

Each person's answers are kept side by side. Where people differ is said, by name; nothing is
averaged. Which answers the priorities follow is picked by a button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from advisor import weighing
from advisor.brief import MOST_VOICES, Voice
from advisor.concerns import Concern
from advisor.weighing import QUESTIONS, WEEK, Question, Weighed
from advisor.wizard import state
from advisor.wizard.look import plain
from advisor.wizard.steps.standing import standing
from advisor.wizard.words import listed

ALONE = "You"
ROOM = "The room"
NEW = -1  # the chip for somebody who has not answered yet
APART = 2  # steps of a priority from which people differ enough to be told
KEYS = {2: "first-far", 1: "first", 0: "alike", -1: "second", -2: "second-far"}
SAYS = {
    2: "the first by far",
    1: "rather the first",
    0: "both alike",
    -1: "rather the second",
    -2: "the second by far",
}


@st.fragment
def draw() -> None:
    """Whose answers, the question, what follows from the answers, and who differs on what."""
    st.markdown(
        "Two bad weeks; all else went as usual. Which would be worse? There is no right answer, "
        "and whoever else has a say may answer after you."
    )
    at = _whose()
    voices = state.brief().strategy.voices
    voice = voices[at] if at != NEW else Voice(name=_typed())
    _question(at, voice)
    if voices:
        _results(voices)
    state.autosave()


def _kept(name: str) -> str:
    """Where this window keeps its place, until another design is on the screen."""
    return f"weigh-{name}-{state.epoch()}"


# --- who answers ---------------------------------------------------------------------------------


def _whose() -> int:
    """The place of the voice that answers now, or NEW."""
    voices = state.brief().strategy.voices
    at = int(st.session_state.get(_kept("voice"), 0 if voices else NEW))
    at = at if at < len(voices) else len(voices) - 1 if voices else NEW
    if voices:
        places = [*range(len(voices)), *([NEW] if len(voices) < MOST_VOICES else [])]
        key = f"weigh-who-{state.epoch()}-{len(voices)}"
        st.session_state.setdefault(key, at)
        picked = st.pills(
            "Who answers now?",
            places,
            format_func=lambda place: _chip(voices, place),
            required=True,
            key=key,
            wrap=True,
        )
        if picked is not None and picked != at:
            at = int(picked)
            st.session_state.pop(_kept("at"), None)
    st.session_state[_kept("voice")] = at
    if at == NEW:
        st.text_input(
            "Your name, if others answer too",
            max_chars=60,
            key=f"weigh-name-{len(voices)}",
            placeholder=ALONE if not voices else f"Person {len(voices) + 1}",
        )
    return at


def _typed() -> str:
    voices = state.brief().strategy.voices
    said = str(st.session_state.get(f"weigh-name-{len(voices)}", "")).strip()
    return said or (f"Person {len(voices) + 1}" if voices else "")


def called(voices: Sequence[Voice], place: int) -> str:
    """What somebody is called: people of one name are told apart."""
    name = voices[place].name or ALONE
    before = sum((voice.name or ALONE) == name for voice in voices[:place])
    return f"{name} ({before + 1})" if before else name


def _chip(voices: Sequence[Voice], place: int) -> str:
    return "Somebody else" if place == NEW else plain(called(voices, place))


def answers_of(voices: Sequence[Voice]) -> dict[str, Mapping[str, int]]:
    """Everybody's answers by what they are called."""
    return {called(voices, place): voice.answers for place, voice in enumerate(voices)}


# --- the question --------------------------------------------------------------------------------


def _question(place: int, voice: Voice) -> None:
    at = st.session_state.get(_kept("at"))
    if at is None:
        at = next((n for n, q in enumerate(QUESTIONS) if q.id not in voice.answers), len(QUESTIONS))
    with st.container(border=True, key="weigh"):
        if at >= len(QUESTIONS):
            st.markdown(f"**That was all.** {len(voice.answers)} of {len(QUESTIONS)} are answered.")
            st.button(
                "Go through them again", key="weigh-again", on_click=_go, args=(0,), type="tertiary"
            )
            return
        question = QUESTIONS[at]
        st.markdown(f"**{at + 1} of {len(QUESTIONS)}: which week would be worse?**")
        given = voice.answers.get(question.id)
        left, right = st.columns(2, gap="medium")
        for side, concern, far, near, name in (
            (left, question.first, 2, 1, "first"),
            (right, question.second, -2, -1, "second"),
        ):
            with side, st.container(border=True, height="stretch", key=f"weigh-{name}"):
                st.markdown(f"**The {name} week.** {WEEK[concern]}")
                with st.container(horizontal=True):
                    _button(f"The {name} is far worse", far, given, place, question, at)
                    _button(f"The {name} is worse", near, given, place, question, at)
        with st.container(horizontal=True, key="weigh-way"):
            _button("Both alike", 0, given, place, question, at)
            st.button("Skip", key="weigh-skip", on_click=_go, args=(at + 1,), type="tertiary")
            st.button(
                "Previous",
                key="weigh-previous",
                on_click=_go,
                args=(at - 1,),
                type="tertiary",
                disabled=at == 0,
            )


def _button(
    label: str, answer: int, given: int | None, place: int, question: Question, at: int
) -> None:
    st.button(
        label,
        key=f"answer-{KEYS[answer]}",
        icon=":material/check:" if given == answer else None,
        on_click=_answer,
        args=(place, question.id, answer, at),
    )


def _go(at: int) -> None:
    st.session_state[_kept("at")] = at


def _answer(place: int, question: str, answer: int, at: int) -> None:
    """Keeps an answer, and shows what comes next."""
    voices = list(state.brief().strategy.voices)
    if place == NEW:
        place = len(voices)
        voices.append(Voice(name=_typed()))
    voice = voices[place]
    voices[place] = voice.model_copy(update={"answers": {**voice.answers, question: answer}})
    _keep(voices)
    st.session_state[_kept("voice")] = place
    left = [n for n, q in enumerate(QUESTIONS) if q.id not in voices[place].answers]
    st.session_state[_kept("at")] = next((n for n in left if n > at), None)


def _keep(voices: Sequence[Voice]) -> None:
    current = state.brief()
    stated = current.strategy.model_copy(update={"voices": tuple(voices)})
    state.commit(current.model_copy(update={"strategy": stated}))


# --- what follows --------------------------------------------------------------------------------


def _results(voices: Sequence[Voice]) -> None:
    names = [called(voices, place) for place in range(len(voices))]
    found = [weighing.weighed(voice.answers) for voice in voices]
    st.html(_table(names, found))
    for name, each in zip(names, found, strict=True):
        if each.misfits:
            at = [str(QUESTIONS.index(question) + 1) for question in each.misfits]
            several = len(at) > 1
            st.markdown(
                f"**{plain(name)}:** {'answers' if several else 'answer'} {listed(at)} "
                f"{'do' if several else 'does'} not hold once all are taken together. Look again, "
                "or leave it: what stands above lies nearest to all of them."
            )
    if len(voices) > 1:
        _disputes(voices)
    with st.container(horizontal=True, key="weigh-use"):
        for place, (name, each) in enumerate(zip(names, found, strict=True)):
            in_force = bool(each.levels) and _written(each) == state.brief().strategy.priorities
            pressed = st.button(
                f"{_whose_words(name)} priorities are in force"
                if in_force
                else f"Set the priorities as {'you' if name == ALONE else plain(name)} answered",
                key=f"weigh-use-{place}",
                icon=":material/check:" if in_force else None,
                disabled=in_force or not each.levels,
            )
            if pressed:
                _use(each)
    if len(voices) > 1 and ROOM not in names and len(voices) < MOST_VOICES:
        st.button(
            "Settle it together: take what all share, then choose on the rest",
            key="weigh-together",
            on_click=_together,
            type="tertiary",
            icon=":material/groups:",
        )


def _whose_words(name: str) -> str:
    return "Your" if name == ALONE else f"{plain(name)}'s"


def _table(names: Sequence[str], found: Sequence[Weighed]) -> str:
    """Concerns by person, with a mark in words where people are apart."""
    several = len(names) > 1
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = []
    for concern in Concern:
        levels = [each.levels.get(concern) for each in found]
        said = [level for level in levels if level is not None]
        apart = several and said and max(said) - min(said) >= APART
        cells = "".join(f"<td>{_bar(level)}</td>" for level in levels)
        mark = "<td>you differ</td>" if apart else "<td></td>" if several else ""
        rows.append(f'<tr><th scope="row">{concern.label}</th>{cells}{mark}</tr>')
    last = '<th scope="col"><span class="unseen">Where you differ</span></th>' if several else ""
    return (
        f"{STYLE}<div class='weighed' tabindex='0' role='region' aria-label='Priorities'><table>"
        "<caption>What follows: 5 comes first, 0 counts for nothing</caption>"
        f"<thead><tr><td></td>{head}{last}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


STYLE = """<style>
.weighed { overflow-x: auto; }
.weighed table { border-collapse: collapse; font-size: 0.95rem; }
.weighed caption { text-align: left; font-size: 0.875rem; opacity: 0.8; padding-bottom: 0.25rem; }
.weighed th, .weighed td { text-align: left; font-weight: 400; padding: 0.2rem 1rem 0.2rem 0; }
.weighed td { white-space: nowrap; }
.weighed thead th { font-weight: 600; }
.weighed i {
  display: inline-block; height: 0.6rem; border-radius: 2px; background: #2D7BB5;
  margin-right: 0.4rem;
}
</style>"""


def _bar(level: int | None) -> str:
    if level is None:
        return '<span title="not weighed">–</span>'
    return f'<i style="width: {level * 0.8:.1f}rem"></i>{level}'


def _disputes(voices: Sequence[Voice]) -> None:
    """Who stands where, on the questions that divide them."""
    found = weighing.disputes(answers_of(voices))
    if not found:
        st.markdown("**Nobody stands on opposite sides of any of the choices.**")
        return
    told = [
        f"- {plain(WEEK[each.question.first])} **Or:** {plain(WEEK[each.question.second])}  \n"
        + "; ".join(f"**{plain(name)}** {SAYS[answer]}" for name, answer in each.sides.items())
        for each in found
    ]
    st.markdown("**Where you stand on opposite sides**\n\n" + "\n".join(told))


def _written(found: Weighed) -> dict[str, int]:
    """The priorities as they would be written: only what the situation and the strategy do not
    say by themselves. What was set by hand elsewhere stays."""
    usual = standing(own=False).priorities
    fresh = weighing.priorities(found.levels, usual)
    kept = {k: v for k, v in state.brief().strategy.priorities.items() if k not in fresh}
    return kept | {key: value for key, value in fresh.items() if value != usual[key]}


def _use(found: Weighed) -> None:
    current = state.brief()
    stated = current.strategy.model_copy(update={"priorities": _written(found)})
    state.replace(current.model_copy(update={"strategy": stated}))
    st.rerun()


def _together() -> None:
    """The room begins with what all share."""
    voices = state.brief().strategy.voices
    shared = weighing.agreed(answers_of(voices))
    _keep([*voices, Voice(name=ROOM, answers=shared)])
    st.session_state[_kept("voice")] = len(voices)
    st.session_state.pop(_kept("at"), None)
