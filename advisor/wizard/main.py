"""The script that Streamlit runs again and again: all else stands in modules, which are read
once."""

from advisor.wizard.window import main

main()
