"""The closed lists: every word that the catalogue may use where it is not free text.

A new member is a design decision: it changes what the method can say. Open lists (metrics,
behaviours, contexts and so on) are folders of YAML instead.
"""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A closed list whose members carry the words a person reads, and their place in the list."""

    label: str
    rank: int
    """0 for the first that is declared."""

    def __new__(cls, value: str, label: str = "") -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.rank = len(cls.__members__)
        return member


class Family(StrEnum):
    """What a kind of relation is used for."""

    DEFINITIONAL = "definitional"  # feasibility and money
    CAUSAL = "causal"  # walked by influence
    BEHAVIOURAL = "behavioural"  # what people do under pressure
    ASSOCIATIVE = "associative"  # reading one number beside another


class Kind(StrEnum):
    """Kinds of relation; `label` reads from the start, `reverse` from the end."""

    family: Family
    label: str
    reverse: str
    symmetric: bool

    def __new__(  # defaults let a member be looked up by its value
        cls,
        value: str,
        family: Family = Family.CAUSAL,
        label: str = "",
        reverse: str = "",
        symmetric: bool = False,
    ) -> Kind:
        member = str.__new__(cls, value)
        member._value_ = value
        member.family = family
        member.label = label
        member.reverse = reverse
        member.symmetric = symmetric
        return member

    PART_OF = "part-of", Family.DEFINITIONAL, "is a part of", "has as a part"
    IDENTITY = "identity", Family.DEFINITIONAL, "by arithmetic sets", "by arithmetic follows from"
    DRIVES = "drives", Family.CAUSAL, "drives", "is driven by"
    LEADS = "leads", Family.CAUSAL, "moves before", "moves after"
    PROVOKES = "provokes", Family.BEHAVIOURAL, "provokes", "is provoked by"
    MOVES = "moves", Family.BEHAVIOURAL, "moves", "is moved by"
    MEASURES = "measures", Family.ASSOCIATIVE, "measures", "is measured by"
    GUARDS = "guards", Family.ASSOCIATIVE, "guards", "is guarded by"
    OVERLAPS = "overlaps", Family.ASSOCIATIVE, "overlaps with", "overlaps with", True


class Overlap(Labelled):
    """How two metrics overlap, and so how many seats they may take together."""

    SAME_NUMBER = "same-number", "the same number in other words: one seat, the other is off"
    SAME_THING = (
        "same-thing",
        "the same thing from another source: one target, the other may watch",
    )
    PART_OF_WHOLE = "part-of-whole", "a part and its whole: both only if the part is for diagnosis"


class Sign(StrEnum):
    """Effect on the value of the end when the value of the start rises (or the behaviour grows)."""

    UP = "+"
    DOWN = "-"
    UNKNOWN = "?"  # shown, never walked

    @property
    def factor(self) -> int:
        return {"+": 1, "-": -1, "?": 0}[self.value]


class Strength(StrEnum):
    """Three named steps; `share` is what a path keeps of itself at such a step, in thousandths."""

    share: int
    meaning: str

    def __new__(cls, value: str, share: int = 0, meaning: str = "") -> Strength:
        member = str.__new__(cls, value)
        member._value_ = value
        member.share = share
        member.meaning = meaning
        return member

    STRONG = "strong", 800, "one would bet on it in nearly every centre"
    MEDIUM = "medium", 500, "shows in most centres that look for it"
    WEAK = "weak", 250, "shows sometimes, or only a little"


class Grade(Labelled):
    """What kind of support a claim has."""

    IDENTITY = "identity", "arithmetic or queueing theory"
    STUDY = "study", "a study whose text or abstract was read"
    STANDARD = "standard", "a published standard"
    LAW = "law", "law or a regulator's rule"
    PRACTICE = "practice", "practitioners say so"
    JUDGEMENT = "judgement", "our own judgement"


class Finds(Labelled):
    """What a voice says of the claim it is cited for."""

    SUPPORTS = "supports", "supports it"
    WEAKER = "weaker", "finds it, but weaker"
    NONE = "none", "looked and found nothing"
    OPPOSITE = "opposite", "found the opposite"

    @property
    def against(self) -> bool:
        """Whether a voice speaks against the claim that it is cited for."""
        return self in (Finds.NONE, Finds.OPPOSITE)


class Delay(Labelled):
    """How soon an effect, or an answer, shows. Declared from fast to slow."""

    HOURS = "hours", "within hours"
    DAYS = "days", "within days"
    WEEKS = "weeks", "within weeks"
    MONTHS = "months", "within months"
    QUARTERS = "quarters", "after a quarter or more"


class Level(Labelled):
    """Whose card a metric is on."""

    AGENT = "agent", "Agent"
    TEAM = "team", "Team leader"
    PROGRAMME = "programme", "Programme or centre"
    PLANNING = "planning", "Planning"
    ORGANISATION = "organisation", "Organisation"
    CLIENT = "client", "Client"


class Use(Labelled):
    """What one may do with a metric at a level. Declared from strongest to none."""

    PURSUE = "pursue", "Pursue: it has a target"
    WATCH = "watch", "Watch: no target, but a limit, a rhythm and an act"
    PLAN = "plan", "Plan: for planners and diagnosis"
    NEVER = "never", "Never at this level"


class Consequence(Labelled):
    """What hangs on a metric for the people it counts."""

    REPORTED = "reported", "Reported"
    ASKED_FIRST = "asked-first", "The boss asks for it first"
    DISPLAYED = "displayed", "Hangs on the wall"
    RANKED = "ranked", "People are ranked by it"
    CELEBRATED = "celebrated", "Celebrated"
    PAID = "paid", "Pays someone"
    GATE = "gate", "A gate before any bonus"
    PUNISHED = "punished", "Gets someone into trouble"

    @property
    def incentivised(self) -> bool:
        return self in (Consequence.PAID, Consequence.GATE, Consequence.PUNISHED)


class Pressure(Labelled):
    """Which way a target pushes the value."""

    UP = "up", "up"
    DOWN = "down", "down"
    ANY = "any", "either way"


class Form(Labelled):
    """The form of a target."""

    THRESHOLD = "threshold", "a share within a limit"
    MAXIMUM = "maximum", "at most"
    MINIMUM = "minimum", "at least"
    BAND = "band", "between two values"
    TOTAL = "total", "a total to reach"


class Better(Labelled):
    """Which way the value is better, all else equal."""

    UP = "up", "higher is better"
    DOWN = "down", "lower is better"
    BAND = "band", "both ends are bad"


class Sort(Labelled):
    """What a metric is for."""

    RESULT = "result", "Result: what one wants in the end"
    DRIVER = "driver", "Driver: what moves a result"
    DIAGNOSTIC = "diagnostic", "Diagnostic: explains, is not a goal"
    FLOOR = "floor", "Floor: safety, compliance or data protection"
    WORKLOAD = "workload", "Workload: a count that planning needs"
    RAW = "raw", "Raw: a state, a duration or a setting that reports are full of"

    @property
    def selectable(self) -> bool:
        """Whether somebody might reasonably put it on a scorecard."""
        return self not in (Sort.WORKLOAD, Sort.RAW)


class Perspective(Labelled):
    """The four perspectives of the balanced scorecard (Kaplan and Norton, 1992), top to bottom."""

    FINANCE = "finance", "Finance"
    CUSTOMER = "customer", "Customer"
    PROCESS = "process", "Process"
    PEOPLE = "people", "People and learning"


class Theme(Labelled):
    """Categories in plain words, as a newcomer would ask."""

    DEMAND = "demand", "Why do people contact us?"
    ACCESS = "access", "Can people reach us?"
    HANDLING = "handling", "Where does the time go?"
    RESOLUTION = "resolution", "Do we settle it?"
    QUALITY = "quality", "Is the work right?"
    EXPERIENCE = "experience", "What do customers say?"
    DIGITAL = "digital", "Do self-service and bots work?"
    PLANNING = "planning", "Are the right people there at the right time?"
    PEOPLE = "people", "How are our people?"
    COST = "cost", "What does it cost?"
    SALES = "sales", "What do we sell or keep?"
    COLLECTIONS = "collections", "What is owed to us, and is it fair?"
    COMPLIANCE = "compliance", "Is it safe and lawful?"
    BUSINESS = "business", "What does the organisation get?"


class Lens(Labelled):
    """The five directions in which a set can point people's attention."""

    CUSTOMER = "customer", "Customer"
    EFFICIENCY = "efficiency", "Efficiency"
    REVENUE = "revenue", "Revenue"
    RISK = "risk", "Risk"
    PEOPLE = "people", "People"


class Whose(Labelled):
    """Whose money an outcome is."""

    PROVIDER = "provider", "the provider's"
    CLIENT = "client", "the client's"
    BOTH = "both", "both sides'"


class Dimension(Labelled):
    """What a context is a value of. Keys of a brief's `context`, and of `when`."""

    SOURCING = "sourcing", "Whose numbers are these, and who can change them?"
    PRICING = "pricing", "What does the money follow?"
    ADJUSTERS = "adjusters", "What costs a penalty or earns a bonus, and what else is agreed?"
    SECTOR = "sector", "In which trade?"
    CHANNELS = "channels", "How do people reach it?"
    WORK = "work", "What do they mostly want?"
    STAGE = "stage", "How are things at the moment?"
    EXIT = "exit", "Can a customer who has had enough go elsewhere?"
    STAKES = "stakes", "When it goes badly for a customer, what is lost?"
    VOLATILITY = "volatility", "Does the load come as expected?"
    SCALE = "scale", "How many people are on at once?"
    MONITORING = "monitoring", "May you look at the numbers of a single person?"

    @property
    def many(self) -> bool:
        """Whether a brief may hold several values of it."""
        return self in (Dimension.ADJUSTERS, Dimension.CHANNELS, Dimension.WORK)


class Role(Labelled):
    """Who behaves."""

    AGENT = "agent", "Agents"
    TEAM_LEADER = "team-leader", "Team leaders"
    PLANNER = "planner", "Planners"
    MANAGER = "manager", "Managers"
    PROVIDER = "provider", "The provider"
    CLIENT = "client", "The client"
    CUSTOMER = "customer", "Customers"


class Reporter(Labelled):
    """Where a number comes from. A guard reported by the one it guards cannot bark."""

    SYSTEM = "system", "a system's own log"
    AGENT = "agent", "the agent's own coding"
    CUSTOMER = "customer", "the customer's answer"
    ASSESSOR = "assessor", "somebody who checks the work"
    TEAM_LEADER = "team-leader", "the team leader"
    PLANNER = "planner", "planning"
    PERSONNEL = "personnel", "personnel records"
    FINANCE = "finance", "the ledger"
    PROVIDER = "provider", "the provider's own report"
    OUTSIDE = "outside", "a regulator, an ombudsman or an auditor"


class Mover(Labelled):
    """Who or what can move a metric."""

    AGENT = "agent", "the agent"
    TEAM_LEADER = "team-leader", "the team leader"
    PLANNING = "planning", "planning"
    MANAGEMENT = "management", "the centre's management"
    PROCESS = "process", "process and system design"
    ORGANISATION = "organisation", "the rest of the organisation"
    CLIENT = "client", "the client"
    CUSTOMER = "customer", "the customer"


class System(Labelled):
    """Systems that a metric's data come from."""

    ACD = "acd", "Call or contact routing (ACD)"
    IVR = "ivr", "Voice menu (IVR)"
    CARRIER = "carrier", "The phone company's own counts"
    WFM = "wfm", "Workforce management"
    QM = "qm", "Quality monitoring and recording"
    CRM = "crm", "Customer records (CRM)"
    TICKETING = "ticketing", "Tickets or cases"
    SURVEY = "survey", "Customer surveys"
    SPEECH = "speech", "Speech and text analytics"
    BOT = "bot", "Bot or self-service platform"
    DIALLER = "dialler", "Dialler"
    HR = "hr", "Personnel and payroll"
    FINANCE = "finance", "Finance and billing"
    ORDERS = "orders", "Orders, accounts or core system"


class Effort(Labelled):
    """What it costs to collect, or to cure."""

    LOW = "low", "comes out of a system"
    MEDIUM = "medium", "needs some set-up or joining of data"
    HIGH = "high", "needs people, panels or a project"


class Spread(Labelled):
    """How many centres have the number already: our judgement, from the lists that centres and
    their software publish. It says nothing of how good the number is."""

    WIDESPREAD = "widespread", "on nearly every centre's reports"
    KNOWN = "known", "known in the trade, and in many centres"
    RARE = "rare", "in few centres: it has to be built, explained and agreed first"


class Rhythm(Labelled):
    """How often one looks."""

    INTRADAY = "intraday", "within the day"
    DAILY = "daily", "every day"
    WEEKLY = "weekly", "every week"
    MONTHLY = "monthly", "every month"
    QUARTERLY = "quarterly", "every quarter"


class Standing(Labelled):
    """How a quoted target may be used."""

    HARD_CONSTRAINT = "hard-constraint", "binding where it reaches"
    FLOOR = "floor", "a floor, not a design"
    CEILING = "ceiling", "a ceiling"
    CONTEXT = "context", "context only"
    CAUTION = "caution", "quote it with caution"
    DEFINE = "define", "a definition rather than a target"
    IDENTITY = "identity", "follows from arithmetic"
    HISTORY = "history", "history"
    OBSOLETE = "obsolete", "no longer holds"
    CHECK_CURRENT = "check-current", "check the current text"


class SourceKind(Labelled):
    """What kind of publication a source is."""

    PEER_REVIEWED = "peer-reviewed", "peer-reviewed study"
    PAPER = "paper", "working paper or thesis"
    TEXTBOOK = "textbook", "textbook"
    STANDARD = "standard", "standard"
    LAW = "law", "law"
    REGULATOR = "regulator", "regulator"
    AUDIT = "audit", "audit"
    SURVEY = "survey", "survey or benchmark"
    VENDOR = "vendor", "vendor"
    PRACTITIONER = "practitioner", "practitioner"
    PRESS = "press", "press"
    CALCULATION = "calculation", "own calculation"


class Read(Labelled):
    """How much of a source was read by those who cite it here."""

    FULL = "full", "read in full"
    ABSTRACT = "abstract", "abstract or part read"
    SECOND_HAND = "second-hand", "known through another source"


class Severity(Labelled):
    """Error: wrong whatever the strategy. Warning: will hurt this strategy here. Advice: a look."""

    ERROR = "error", "Wrong"
    WARNING = "warning", "Will hurt"
    ADVICE = "advice", "Worth a look"

    @property
    def milder(self) -> Severity:
        """One step less severe; advice stays advice."""
        return list(Severity)[min(self.rank + 1, len(Severity) - 1)]


class RuleFamily(Labelled):
    """The first three letters of a rule's code."""

    BAL = "BAL", "Balance"
    GRD = "GRD", "Missing guard"
    GAM = "GAM", "Behaviour provoked"
    LVL = "LVL", "Wrong level"
    OPS = "OPS", "Operationally wrong"
    DEF = "DEF", "Definition"
    TGT = "TGT", "Target"
    FEA = "FEA", "Infeasible together"
    COV = "COV", "Not covered"
    ALN = "ALN", "At odds with the strategy"
    DUP = "DUP", "Overlap"
    SIZ = "SIZ", "Size"
    FIT = "FIT", "Channel or work"
    PAY = "PAY", "Pay, contract and pricing"
    OWN = "OWN", "Control and data"
    WHY = "WHY", "No reason, copied or stale"
    MEA = "MEA", "Measurability"


class EntryStatus(StrEnum):
    """Life of an entry."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    DEPRECATED = "deprecated"


class RuleStatus(StrEnum):
    """Life of a rule. A code is never reused."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"
    REMOVED = "removed"
