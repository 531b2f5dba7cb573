import streamlit as st

st.session_state.setdefault("pressed", 0)
if st.button("Press", key="press"):
    st.session_state.pressed += 1
st.title("Ready")
st.text(f"Pressed {st.session_state.pressed}")
