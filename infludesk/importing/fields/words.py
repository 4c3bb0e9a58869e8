"""Headings that people write in other words and languages, beside the aliases of each field (English ones first)."""

import re

# Handynr., Tel.-Nr., phone no., numéro de portable: a number, of which the rest says what it is
_NUMBER = re.compile(r"(?:(?:numero|num|nr|no) (?:de |di |do )?)?(?P<rest>.+?) ?(?:nr|nummer|number|num|no)?")

# German, French, Spanish, Portuguese, Italian and some Dutch. A word that may be two fields stands under both: the
# file's other columns and the cells decide.
WORDS: dict[str, tuple[str, ...]] = {
    "creator.name": (
        "vollständiger name", "vor und nachname", "ansprechpartner", "nom complet", "nom et prénom", "nombre completo",
        "nombre y apellidos", "nome completo", "nome e cognome", "nom", "nome", "nombre", "naam", "créateur",
        "créatrice", "creador", "creadora", "criador", "criadora", "influenceur", "influenceuse",
    ),
    "creator.given_name": (
        "forename", "vorname", "vornamen", "rufname", "prénom", "prénoms", "primer nombre", "nombre de pila",
        "primeiro nome", "nome próprio", "voornaam",
    ),
    "creator.family_name": (
        "nachname", "familienname", "zuname", "nom de famille", "apellido", "apellidos", "sobrenome", "último nome",
        "cognome", "achternaam", "apelido",
    ),
    "creator.nickname": ("spitzname", "surnom", "apodo", "apelido", "soprannome"),
    "creator.email": (
        "email id", "e-mail-adresse", "mailadresse", "courriel", "adresse e-mail", "adresse mail",
        "adresse électronique", "correo", "correo electrónico", "dirección de correo", "endereço de e-mail",
        "indirizzo e-mail", "posta elettronica",
    ),
    "creator.phone": (
        "mobile phone number", "mobile number", "cell", "cell phone", "whatsapp", "telefon", "telefonnummer", "handy",
        "handynummer", "mobil", "mobilfunk", "mobiltelefon", "mobilnummer", "rufnummer", "fon",
        "téléphone", "numéro de téléphone", "tél", "portable", "téléphone portable", "teléfono",
        "número de teléfono", "móvil", "celular", "telefone", "telemóvel", "telefono",
        "numero di telefono", "cellulare", "telefoon",
    ),
    "creator.notes": (
        "comment", "remarks", "bemerkung", "bemerkungen", "notiz", "notizen", "anmerkung", "anmerkungen", "kommentar",
        "kommentare", "remarque", "remarques", "commentaire", "commentaires", "nota", "notas", "observaciones",
        "comentario", "comentarios", "comentário", "comentários", "observações", "osservazioni", "commenti",
    ),
    "creator.langs": (
        "preferred language", "sprache", "sprachen", "langue", "langues", "idioma", "idiomas", "lengua", "língua",
        "línguas", "lingua", "lingue", "taal",
    ),
    "creator.country": (
        "land", "ländercode", "herkunftsland", "pays", "país", "paese", "nazione", "staat",
    ),
    "creator.region": (
        "province", "bundesland", "kanton", "région", "département", "región", "provincia", "estado", "região",
        "regione", "comunidad autónoma",
    ),
    "creator.city": (
        "town", "stadt", "ort", "wohnort", "ville", "commune", "ciudad", "población", "localidad", "cidade",
        "localidade", "città", "comune", "plaats", "standort",
    ),
    "creator.zone": ("zeitzone", "fuseau horaire", "zona horaria", "fuso horário", "fuso orario"),
    "creator.topics": (
        "nische", "thema", "themen", "thématique", "thème", "thèmes", "temática", "tema", "temas", "nicho", "tópicos",
        "temi", "nicchia",
    ),
    "creator.birth_date": (
        "birth date", "birthdate", "date of birth", "geburtstag", "geburtsdatum", "date de naissance", "anniversaire",
        "fecha de nacimiento", "cumpleaños", "data de nascimento", "aniversário", "data di nascita", "compleanno",
    ),
    "creator.gender": ("sex", "geschlecht", "sexe", "sexo", "sesso"),
    "creator.website": (
        "web site", "website url", "web", "webseite", "internetseite", "site web", "site internet", "sitio web",
        "página web", "sito web", "site",
    ),
    "account.platform": (
        "social media", "plattform", "netzwerk", "plateforme", "réseau", "réseau social", "plataforma", "red social",
        "rede social", "piattaforma",
    ),
    "account.handle": (
        "handles", "social handle", "social media handle", "socials", "benutzername", "nutzername", "konto", "kanal",
        "profil", "pseudo", "compte", "nom d'utilisateur", "utilisateur", "usuario", "nombre de usuario", "cuenta",
        "perfil", "usuário", "nome de usuário", "conta", "nome utente", "profilo",
    ),
    "account.url": (
        "links", "profile links", "social link", "social links", "profillink", "lien", "liens", "lien du profil",
        "enlace", "enlaces", "enlace del perfil", "link do perfil", "link del profilo",
    ),
    "account.verified": ("verifiziert", "vérifié", "verificado", "verificato"),
    "account_snapshot.followers": (
        "follower", "fans", "abonnenten", "followerzahl", "anzahl follower", "abonnés", "nombre d'abonnés",
        "seguidores", "número de seguidores", "suscriptores", "inscritos", "iscritti", "numero di follower", "volgers",
    ),
    "account_snapshot.posts_count": ("beiträge", "publications", "publicaciones", "publicações", "pubblicazioni"),
    "account_snapshot.avg_views": (
        "durchschnittliche aufrufe", "ø aufrufe", "vues moyennes", "media de visualizaciones", "visualizações médias",
        "visualizzazioni medie",
    ),
    "account_snapshot.er_ppm": (
        "er in %", "engagement-rate", "engagementrate", "interaktionsrate", "taux d'engagement", "tasa de engagement",
        "tasa de interacción", "taxa de engajamento", "tasso di engagement", "tasso di coinvolgimento",
    ),
    "contact_point.value@email": ("other email", "secondary email", "additional email addresses", "zweite e-mail"),
    "contact_point.value@fax": ("fax", "telefax", "faxnummer", "fax number"),
    "contact_point.value@phone": ("home phone N", "business phone N", "work phone", "other phone", "festnetz"),
    "address.line1": (
        "address 1", "address line 1", "street address", "address", "straße", "straße und hausnummer", "anschrift",
        "adresse", "rue", "calle", "dirección", "rua", "endereço", "morada", "via", "indirizzo",
    ),
    "address.line2": ("address 2", "address line 2", "adresszusatz", "complément d'adresse", "complemento"),
    "address.postal_code": (
        "zip code", "postcode", "plz", "postleitzahl", "code postal", "código postal", "cep", "cap", "codice postale",
    ),
    "tag.label": (
        "schlagworte", "schlagwörter", "stichworte", "étiquettes", "mots-clés", "etiquetas", "etichette", "kategorien",
    ),
    "do_not_contact.reason": (
        "unsubscribed from all email", "unsubscribe", "opt out", "opt out date", "email opt out", "opted out of email",
        "email opted out", "do not email", "do not mail", "do not call", "no contact", "dnc", "blacklist", "abgemeldet",
        "abmeldung", "nicht kontaktieren", "keine e-mails", "désabonné", "désinscrit", "ne pas contacter",
        "no contactar", "dado de baja", "descadastrado", "não contactar", "disiscritto", "non contattare",
        "afgemeld", "uitgeschreven",
    ),
}  # fmt: skip


def numbered_thing(said: str) -> str:
    """What a heading calls the number of: ``handynr`` is of ``handy``; empty where it says nothing of a number."""
    found = _NUMBER.fullmatch(said)
    return found["rest"] if found and found["rest"] != said else ""
