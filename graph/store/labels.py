"""The labels of the graph: the kinds of nodes, with their properties."""

from __future__ import annotations

from danchieu.graph.store.schema_records import Label, properties_of

__all__ = ["LABELS"]

_DOCUMENT = properties_of("""
    id             STRING        identity; a symbol alone does not identify a document
    kind           STRING        what a loaded text is: 'directive', a directive document, or 'page', a page about documents; none if open
    symbol         STRING        number and symbol, normalised: 20-CT/TU
    name           STRING        of a law, or of a document without symbol: Nghị quyết Trung ương 4 khóa XI
    group          STRING        id of the group that describes it: number, type and issuer code of its usual symbol
    type           STRING        as printed: Chỉ thị
    type_code      STRING        CT
    number         STRING        20
    title          STRING        subject
    issued_on      DATE          day of issue
    year           INTEGER       year of issue, or of the symbol
    term           STRING        of the committee or assembly: 2005-2010
    period         STRING        term or year that identifies it: 2005-2010, xiii, 2024
    system         STRING        party, state or front
    issuer         STRING        name of the issuer
    issuer_id      STRING        id of the issuer
    level          STRING        of the issuer: central, province, district, commune, cell
    province       STRING        of the issuer
    place          STRING        in the line of place and date
    signatory      STRING        who signed
    status         STRING        'loaded' with its text, or 'cited' and known from citations and lists alone
    search         STRING        symbol, type, title, name, issuer, province: lower case, without diacritics
    unknown        LIST<STRING>  parts of its identity that are not known: place, period, type
    namesake       STRING        of a loaded text, id of the document whose number, issuer and period it shares and that says something else
    superior       STRING        district committee in the letterhead of a commune body: Huyện ủy Can Lộc
    issuer_words   STRING        the body that issued it within the series of the Party's centre, or as a list names it: Bộ Chính trị
    catalogue      STRING        source of its entry in the catalogue of central documents
    kind_from      STRING        reason for the kind: letterhead, number and date line in its head
    symbol_from    STRING        source of the symbol, if it was not read in its place in the header; likewise for the following
    type_from      STRING        source of the type
    title_from     STRING        source of the title
    issued_on_from STRING        source of the day of issue: metadata.csv
    term_from      STRING        source of the term
    issuer_from    STRING        source of the issuer
    province_from  STRING        source of the province: signatory of other documents
    place_from     STRING        source of the place
    signatory_from STRING        source of the signatory
    conflicts      LIST<STRING>  of a cited document, the properties on which its citations or lists differ: issued_on, title
    self_citations INTEGER       of a loaded document, the citations in its text that refer to itself; they make no nodes
    listed_in      STRING        of a cited document, name of the register that lists it
    line           INTEGER       line of the register
""")

_ISSUER = properties_of("""
    id           STRING  identity
    name         STRING  Tỉnh ủy Bình Thuận
    code         STRING  TU
    level        STRING  central, province, district, commune, cell
    system       STRING  party, state or front
    province     STRING  its province
    place_known  BOOLEAN  false if its province is not known, or which side of a merger is meant
    valid_from   DATE    first day
    valid_to     DATE    last day
    parent_id    STRING  id of the body that it belongs to
    successor_id STRING  id of the body that succeeded it
""")

LABELS = (
    Label(
        "Schema",
        "the version of the schema that the store was made with",
        "id",
        properties_of("""
            id           STRING   'danchieu'
            version      INTEGER  version of the schema
            rules        STRING   digest of the rules by which the facts of the groups were read; files read by others are read again
            imported     BOOLEAN  true after an offline import, until the first load makes the constraints and indexes
        """),
    ),
    Label(
        "File",
        "a file that was read, or could not be read",
        "path",
        properties_of("""
            path         STRING   as it was given; of a part of a register, its number below the path of the register
            sha256       STRING   of its bytes: unchanged files are not read again
            size         INTEGER  bytes: while size and modified stay, the file or archive is not looked into; files in an archive have none
            modified     INTEGER  time of its last change in nanoseconds since 1970
            metadata     STRING   digest of what a metadata table states about it: a file is read again when it changes
            rules        STRING   digest of the extraction rules, code and tables, that it was read with: likewise
            register     STRING   path of the register, for a part of one
            part         INTEGER  number of the part, from 1
            archive      STRING   path of the archive, for a file in one
            status       STRING   'failed' if it could not be read; what it holds is then of the last time that it could. 'archive' for one
            failure      STRING   why it could not be read
            refused      STRING   sha256 of what could not be read; none: it is tried again with each load
            refused_by   STRING   digest of the extraction rules with which it could not be read
            left_aside   LIST<STRING>  of an archive, paths of the files in it that no reader is for
            reader       STRING   what decoded it: UTF-8, TCVN3 (ABC), Word, PDF, OCR
            rank         INTEGER  the lowest counts; none: the text itself, 1 .doc, 2 .rtf, 3 printed pages, 4 recognised in pictures
            lacks        STRING   the extra that would have read more of it: doc, ocr; the file is read again when that is installed
            pages        LIST<INTEGER>  offset in the text at which each page begins
            places       STRING   what other texts showed of its province when its facts were added to the groups, as JSON; none: not added
            state        STRING   what is still to be done: 'learn' its facts, 'link' its citations, 'leave' the graph
            digest       STRING   of all that it adds to the graph: what is linked again alike is not written again
        """),
        ("state",),
    ),
    Label(
        "Content",
        "what was read from the file of the same path, apart from it because it is long and rarely needed",
        "path",
        properties_of("""
            path         STRING   of the file
            text         STRING   as decoded; offsets of citations refer to it
            next_text    STRING   of a file that changed and is not linked yet, its new text
            reading      STRING   header and citations as read, packed, so that the text can be linked again without being read again
        """),
    ),
    Label(
        "Group",
        "documents of one number, type and issuer code, versions of one law, or texts of one signatory or district",
        "id",
        properties_of("""
            id           STRING   5//CT/TW, name luật đất đai, district can lộc
            facts        STRING   what texts and registers state of its documents, counted and packed
        """),
    ),
    Label(
        "Relinking",
        "a change of the resolution of a citation after its text was loaded",
        "id",
        properties_of("""
            id                STRING        citation and time
            citation          STRING        id of the citation
            at                STRING        time, ISO 8601 in UTC
            before_resolution STRING        resolved, ambiguous or stub
            before            LIST<STRING>  ids of the document that it referred to, or of its candidates
            after_resolution  STRING        resolved, ambiguous or stub
            after             LIST<STRING>  ids of the document that it refers to then, or of its candidates
            rung              STRING        what settles the resolution then
            document          STRING        id of the document that explains the change: it was loaded, listed or removed
            loaded_from       STRING        path of the file that it was loaded from
            listed_in         STRING        name of the register that lists it
            line              INTEGER       line of the register
        """),
    ),
    Label("Document", "a document, loaded or only cited", "id", _DOCUMENT, ("symbol", "group", "issued_on")),
    Label(
        "Citation",
        "one mention of a document in a text",
        "id",
        properties_of("""
            id            STRING   hash of file content, offsets and words
            start         INTEGER  first character in the text of the file
            end           INTEGER  character after the last
            text          STRING   exactly these characters
            kind          STRING   numbered, named, short or self
            rule          STRING   rule of the grammar that found it
            symbol        STRING   of the cited document, normalised
            name          STRING   of a cited document without symbol
            type          STRING   as stated with this mention, like the rest
            stated_date   DATE     its date as stated
            stated_year   INTEGER  its year as stated, where no date is
            stated_issuer STRING   its issuer as stated
            stated_term   STRING   its term as stated
            title         STRING   its title as stated
            article       STRING   khoản 2 Điều 5
            provisions    LIST<STRING>  the same, one by one, outermost part first: Điều 5 khoản 2
            location      STRING   the provision of the citing document that it stands in: Điều 3 khoản 2
            headings      LIST<STRING>  the headings above it in the citing document, outermost first
            sentence      STRING   the sentence around it
            relation      STRING   how the citing document relates to it
            confidence    FLOAT    measured precision of the rule
            resolution    STRING   resolved, ambiguous or stub
            rung          STRING   what settled the resolution
        """),
    ),
    Label(
        "Issuer",
        "a body as an instance: what, where, when",
        "id",
        _ISSUER,
    ),
)
