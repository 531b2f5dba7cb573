"""The words of metrics in Spanish, Portuguese, French, German and Japanese, each as one or more
words of the catalogue's own language: a name that nobody wrote down is read by its words."""

from __future__ import annotations

import re


def _forms(table: str) -> dict[str, str]:
    """`word: form form` a line -> form to word."""
    lines = (line.split(":") for line in table.strip().splitlines())
    return {form: word.strip() for word, forms in lines for form in forms.split()}


# Without accents; singular, and the plurals that do not end in `s`. German words also as they stand
# before another one: `bearbeitungs` of `Bearbeitungszeit`.
LATIN = _forms(
    """
    abandon: abandonada abandonado abandonne abbruch abbruche aufleger auflege
    accuracy: precision exactitud acuracia exatidao exactitude genauigkeit precisao
    adherence: adherencia aderencia
    agent: asesor asesores operador operadores ejecutivo teleoperador teleoperadores teleconseiller
    agent: teleconseillers telefonista
    answer: atendida atendido contestada contestado decroche decrochee repondu angenommen
    answer: angenommene beantwortet beantwortete respondida respondido
    attrition: fluktuation fluktuations rotatividade
    available: disponible disponivel verfugbar verfugbare
    availability: disponibilidad disponibilidade disponibilite verfugbarkeit
    average: durchschn durchschnitts ø medios medias
    backlog: ruckstand ruckstande
    block: bloqueada bloqueado blockiert blockierte
    busy: besetzt ocupada ocupado
    break: pausa pausen descanso
    business: negocio negocios
    callback: ruckruf ruckrufe ruckrufs
    case: chamado caso incidencia dossier demande vorgang vorgange fall falle anliegen expediente
    closed: cerrado cerrada encerrado encerrada fechado fechada cloture geschlossen geschlossene
    complaint: queja reclamo reclamacion reclamaciones reclamacao reclamacoes reclamation plainte
    complaint: beschwerde beschwerden reklamation reklamationen
    compliance: cumplimiento cumprimento conformidad conformidade conformite
    contact: gesprach gesprache atendimentos
    conversion: conversao
    cost: costo coste custo cout kosten
    critical: critico critica critique kritisch kritische
    customer: anrufer kundin kundinnen
    day: dia dias jour tagen tage
    escalate: escalade escalamiento escalado escalonamento escalacion escalaciones eskalation
    escalate: eskalations eskalationen
    first: primer primero primera primeiro primeira premier premiere erst erste ersten erster
    first: 1er 1ere 1re 1ro 1ra 1a 1o
    forecast: pronostico prevision previsao prognose prognosen previsto prevu
    handle: atendimento atencion manejo traitement traite traitee bearbeitung bearbeitungs gestion
    handle: bearbeitet bearbeitete tratada tratado
    hold: halte
    hour: hora horas heure stunde stunden
    inbound: entrante entrada eingehend eingehende receptiva receptivo entrant
    late: tarde
    level: nivel niveau nivelles
    longest: langste langster
    login: anmelde conexion conexao connexion
    lost: perdida perdido perdu perdue verloren verlorene
    maximum: maxima maximo maximal maximale maximaler
    minute: minuto minuten
    missed: entgangen entgangene
    new: nuevo nueva novo nova nouveau nouvelle nouveaux neu neue neuer
    offer: ofrecida ofrecido oferecida presente
    open: abierto abierta aberto aberta ouvert ouverte offen offene offener
    order: pedido commande bestellung bestellungen
    outbound: saliente sortant ausgehend ausgehende efetuada emis emitida
    overtime: uberstunden
    pending: pendiente pendente
    promise: promesa promessa promesse zusage zusagen
    quality: calidad qualidade qualite qualitat qualitats
    queue: cola fila warteschlange
    receive: recibida recibido recebida recebido recu recue
    reopen: reabierto reabierta reapertura reabertura reouverture wiedereroffnung wiedereroffnungs
    reopen: rouvert reaberto reaberta
    repeat: wiederholung wiederholungs wiederholte
    resolve: resolucion resolucao losung losungs gelost geloste resuelto resuelta resolvido
    resolve: resolvida resolu resolue solucion solucao
    respond: respuesta resposta reponse antwort antworten reaktion reaktions
    revenue: ingreso receita revenu umsatz umsatze
    sale: venta venda vente verkauf verkaufe verkaufs
    satisfaction: satisfaccion satisfacao zufriedenheit zufriedenheits
    schedule: schichtplan dienstplan
    score: nota puntuacion pontuacao puntaje calificacion punktzahl
    second: segundo segundos seconde sekunde sekunden
    service: servicio servico
    staff: empleado colaborador colaboradores collaborateur mitarbeiter mitarbeitende
    staff: mitarbeiterinnen
    survey: encuesta pesquisa enquete umfrage umfragen questionnaire
    talk: gesprachs conversacao
    total: gesamt gesamte gesamter gesamten
    training: capacitacion formacion entrenamiento treinamento formation schulung schulungs
    training: schulungen
    transfer: transferencia transferida transferido transfert weiterleitung weiterleitungs
    transfer: weitergeleitet weitergeleitete
    user: usuario utilisateur nutzer benutzer
    wait: espera attente warte
    wrap: nachbearbeitung nachbearbeitungs nacharbeit nacharbeits
    """
)

# Stretches of Japanese, the longest first, with the words that they say.
_JAPANESE = {
    "平均": "average",
    "処理": "handle",
    "対応": "handle",
    "応対": "handle",
    "後処理": "wrap",
    "通話": "talk",
    "保留": "hold",
    "待ち": "wait",
    "待機": "idle",
    "応答": "answer",
    "受電": "receive contact",
    "着信": "receive contact",
    "入電": "receive contact",
    "アウトバウンド": "outbound",
    "インバウンド": "inbound",
    "発信": "outbound",
    "架電": "outbound",
    "再入電": "repeat contact",
    "返信": "respond",
    "回答": "respond",
    "放棄": "abandon",
    "放棄呼": "abandon contact",
    "転送": "transfer",
    "解決": "resolve",
    "完了": "complete",
    "初回": "first",
    "一次": "first",
    "未処理": "open",
    "未対応": "open",
    "未解決": "open",
    "未完了": "open",
    "顧客": "customer",
    "満足度": "satisfaction",
    "満足": "satisfaction",
    "従業員": "staff",
    "オペレーター": "agent",
    "オペレータ": "agent",
    "エージェント": "agent",
    "品質": "quality",
    "評価": "score",
    "スコア": "score",
    "点数": "score",
    "得点": "score",
    "アンケート": "survey",
    "クレーム": "complaint",
    "苦情": "complaint",
    "離職": "attrition",
    "欠勤": "absence",
    "予測": "forecast",
    "精度": "accuracy",
    "予測精度": "forecast accuracy",
    "成約": "conversion",
    "売上": "revenue",
    "販売": "sale",
    "受注": "sale",
    "コスト": "cost",
    "費用": "cost",
    "単価": "cost per",
    "コール": "contact",
    "電話": "contact",
    "問い合わせ": "contact",
    "問合せ": "contact",
    "呼量": "contact volume",
    "呼": "contact",
    "メール": "email",
    "チャット": "chat",
    "チケット": "case",
    "案件": "case",
    "時間": "time",
    "速度": "speed",
    "件数": "count",
    "回数": "count",
    "人数": "count agent",
    "数": "count",
    "率": "rate",
    "割合": "rate",
    "比率": "rate",
    "最大": "maximum",
    "最長": "longest",
    "合計": "total",
    "総": "total",
    "サービスレベル": "service level",
    "目標": "target",
    "エスカレーション": "escalate",
    "再オープン": "reopen",
    "コールバック": "callback",
    "折り返し": "callback",
    "研修": "training",
    "残業": "overtime",
    "シフト": "schedule",
    "遵守": "adherence",
    "ミス": "error",
    "エラー": "error",
    "重大": "critical",
    "ログイン": "login",
    "あたり": "per",
    "当たり": "per",
    "の": "",
    "ごと": "",
    "別": "",
}
_STRETCH = re.compile("|".join(sorted(map(re.escape, _JAPANESE), key=len, reverse=True)))


def japanese(text: str) -> str:
    """A stretch of Japanese with spaces between its words, the known ones put into English."""
    return _STRETCH.sub(lambda match: f" {_JAPANESE[match[0]]} ", text)
