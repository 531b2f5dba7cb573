"""The screens: the only place that knows Streamlit. One module a step; they only draw."""
