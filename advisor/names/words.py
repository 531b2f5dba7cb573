"""The words that names of metrics are made of: forms of one word, empty words, units."""

from __future__ import annotations

from typing import Literal

from advisor.names.tongues import LATIN

Family = Literal["percent", "time", "count", "money", "score"]
"""What sort of number a name or a unit speaks of."""


def _folds(table: str) -> dict[str, str]:
    """`word: form form` a line -> form to word."""
    lines = (line.split(":") for line in table.strip().splitlines())
    return {form: word.strip() for word, forms in lines for form in forms.split()}


# Words that say the same in a name of a metric. Forms stand without accents.
ENGLISH = _folds(
    """
    rate: percent percentage percentages pct perc ratio share proportion taux tasa taxa quote
    rate: rates ratios shares rt
    rate: porcentaje porcentagem percentual pourcentage prozent anteil indice
    count: number num nbr nb cnt qty numero nombre anzahl cantidad quantidade counts
    average: avg ave mean median promedio medio media moyen moyenne moy durchschnittlich mittlere
    average: durchschnittliche durchschnittlicher durchschnitt mittel averaged
    time: tiempo tempo temps zeit duration duree duracion duracao dauer delai tm times zeiten
    contact: call calls llamada llamadas chamada chamadas ligacao ligacoes appel appels anruf anrufe
    contact: contacts contacto contactos contato contatos kontakt kontakte interaction interactions
    contact: conversation conversations conversacion conversa convo convos cntct cntcts cnct
    contact: dialogue dialogues
    case: ticket tickets cases incident incidents issue issues tkt tkts tix
    customer: customers caller callers client clients cliente clientes kunde kunden cust clientele
    customer: custs patient patients passenger passengers subscriber subscribers
    customer: consumer consumers policyholder policyholders
    customer: citizen citizens guest guests member members
    agent: agents agente agentes rep reps representative representatives advisor advisors adviser
    agent: advisers operator operators associate associates atendente atendentes conseiller
    agent: conseillers csr csrs tsr
    staff: employee employees emp emps workforce personnel
    receive: received receives rcvd recvd recd
    total: tot totals ttl sum
    abandon: abandoned abandonment abandonments abandons abandoning abandono
    abandon: abn aban aband abnd abd abdn abnds
    answer: answered answering answers ans
    handle: handled handling handles hdl hndl hdle
    resolve: res resol reso resoltn resolutn resolved resolution resolutions resolves solved solve
    resolve: resolving
    transfer: transferred transfers transferring xfer xfr trnsf xfers trf
    wait: waiting waits waited
    queue: queued queues queueing queuing
    hold: held holding holds
    escalate: escalated escalation escalations esc escl
    reopen: reopened reopens reopening
    offer: offered offers ofrd ofd
    respond: response responses responded resp reply replies replied
    complete: completed completion compl
    schedule: scheduled schedules sched schd sch roster rosters rostered rota rotas
    satisfaction: sat satisfied
    service: svc srv srvc services svcs servce serv
    level: lvl levels
    adherence: adh adher adhr adhrnce adherences
    occupancy: occ
    utilisation: utilization util utilise utilised utilized utilize
    talk: talking
    wrap: wrapup wraps wrapping
    maximum: max maxi
    minimum: min-of mini
    volume: vol volumes vols
    quality: qlty qual
    attrition: attritions
    dialler: dialer diallers dialers
    survey: surveys surveyed
    cost: costs
    forecast: forecasted forecasts forecasting fcst fcsts fcast fct predicted prediction predictions
    conversion: conversions convert converted
    repeat: repeated repeats repeating
    complaint: complaints cmplnt cmplnts complnt
    speed: spd
    second: seconds secs sec
    minute: minutes mins
    hour: hours hrs hr
    month: months
    day: days
    labour: labor
    programme: program
    fulfilment: fulfillment
    centre: center centres centers
    block: blocked blocks blocking
    deflect: deflection deflected deflects
    contain: contained
    overflow: overflowed overflows
    outbound: outgoing outb obd
    inbound: incoming inb ibd
    email: emails mail mails letter letters correspondence
    chat: chats
    sale: sales
    message: messages msg msgs
    error: errors mistake mistakes errs
    accuracy: accy accur accuracies
    appointment: appt appts appointments appmt
    evaluation: eval evals evaluations
    calibration: calib calibrations
    revenue: rev revenues
    unplanned: unpl unplnd
    ivr: vru ura svi ivrs
    bot: bots chatbot chatbots voicebot voicebots
    planned: plnd
    overtime: ot
    callback: cb cbs
    voicemail: vm vms vmail
    handoff: handback
    interval: intervals
    requirement: requirements required
    incorrect: wrong
    shrinkage: shrink shrk
    per: pro par por je
    promise: promised promises
    commitment: commitments
    collect: collected collection collections
    """
)

SAME = {**LATIN, **ENGLISH}

# Words that carry no meaning of their own here.
STOP = frozenset(
    "of the a an to in on for and by at with from during is are was were that which their its as "
    "de la el los las del le les du des un une en na nos nas do da dos das o os ao der die den "
    "im am zum zur l d et y e und s our their your my vs".split()
)

FAMILIES: dict[str, Family] = {
    "rate": "percent",
    "time": "time",
    "count": "count",
    "cost": "money",
    "score": "score",
}

# Stands for `within 20 seconds` and the like.
LIMIT = "withinlimit"

# A unit as written -> its family.
UNITS: dict[str, Family] = {
    **dict.fromkeys(
        "% percent percentage pct prozent ratio rate share of-100 pourcent por-ciento".split(),
        "percent",
    ),
    **dict.fromkeys(
        "s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days ms "
        "millisecond milliseconds time duration mm:ss hh:mm:ss h:mm:ss segundos minutos sekunden "
        "minuten secondes stunden horas heures 秒 分 時間".split(),
        "time",
    ),
    **dict.fromkeys(
        "# n no cnt count number calls contacts chats cases tickets 件".split(), "count"
    ),
    **dict.fromkeys("$ € £ ¥ usd eur gbp jpy money currency cents".split(), "money"),
    **dict.fromkeys("score points pts stars".split(), "score"),
}

# What stands beside a name without saying which metric it is.
DECORATION = frozenset(
    "mean min max avg average median total sum kpi metric metrics today current daily weekly "
    "monthly hourly yearly mtd ytd actual overall per by e.g. eg target goal sla% num bonus "
    "penalty malus incentive incentivised".split()
)
