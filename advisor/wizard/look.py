"""The few rules of style that the theme cannot say."""

STYLE = """<style>
.st-key-way {
  flex-wrap: nowrap; overflow-x: auto; border-bottom: 1px solid var(--st-border-color);
}
.st-key-way > div { flex: 0 0 auto; }
.st-key-decided { opacity: 0.85; font-size: 0.9rem; }
.stMainBlockContainer { padding-top: 2.5rem; max-width: 1200px; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
}
@media print {
  .st-key-way, .st-key-back-next, [data-testid="stBottom"] { display: none; }
}
</style>"""
