"""Presses within an element of our own without a browser: what its script would send."""

import json

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest

from tests.reading import sound


def pressed(app: AppTest, key: str, name: str, value: object) -> AppTest:
    """The page after the element under `key` has triggered `name` with a value."""
    (element,) = [item for item in app.get("bidi_component") if item.key == key]
    states = app._tree.get_widget_states()  # what the browser sends; there is no other way
    sent = states.widgets.add(id=_make_trigger_id(element.proto.id, "events"))
    sent.json_trigger_value = json.dumps([{"event": name, "value": value}])
    return app._run(states)


def chosen(
    app: AppTest, about: str, key: str = "sentences", *, what: str = "choose", reason: str = ""
) -> AppTest:
    """The page after the button about something was pressed: the card of a strategy, an example,
    the fix of a finding."""
    return sound(pressed(app, key, "pressed", {"what": what, "about": about, "reason": reason}))
