"""The catalogue: what it knows, what its names mean, and what it says of a broken file."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from kg.catalogue import Catalogue, NameKind, catalogue, plain
from kg.entries import FIELDS, read_entries
from kg.errors import InputError, UnknownName
from kg.model.entity import Entity
from kg.model.world import World
from kg.vocabulary import vocabulary
from ontology import CATALOGUE

ISO = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW"
)
CODES = [ISO[at : at + 2] for at in range(0, len(ISO), 3)]


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue()


@pytest.fixture(scope="module")
def world(known: Catalogue) -> World:
    return World(known.entities.values(), known.memberships)


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_there_are_249_codes_to_look_for() -> None:
    assert len(CODES) == len(set(CODES)) == 249


@pytest.mark.parametrize("code", [*CODES, "XK"])
def test_a_country_is_found_by_its_code_and_its_english_name(known: Catalogue, code: str) -> None:
    country = known.region(code)
    assert country.id == code.lower()
    assert known.region(code.lower()) == country
    assert known.region(country.name) == country
    assert known.region(country.name.upper()) == country
    assert (country.iso, country.type) == (code, "Region")


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("中国", "cn"),
        ("中國", "cn"),
        ("Mainland China", "cn"),
        ("PRC", "cn"),
        ("香港", "hk"),
        ("Macau", "mo"),
        ("台湾", "tw"),
        ("Deutschland", "de"),
        ("Allemagne", "de"),
        ("Germania", "de"),
        ("Alemania", "de"),
        ("ドイツ", "de"),
        ("德国", "de"),
        ("UK", "gb"),
        ("U.K.", "gb"),
        ("Great Britain", "gb"),
        ("USA", "us"),
        ("U.S.", "us"),
        ("the United States", "us"),
        ("UAE", "ae"),
        ("Türkiye", "tr"),
        ("Turkiye", "tr"),
        ("Czech Republic", "cz"),
        ("Holland", "nl"),
        ("Cote d’Ivoire", "ci"),
        ("Ivory Coast", "ci"),
        ("CHN", "cn"),
        ("eu-central-1", "de-frankfurt"),
        ("chinanorth3", "cn-he"),
        ("Crimea", "ua-43"),
        ("UA-43", "ua-43"),
        ("EU", "eu"),
        ("Georgia", "ge"),
        ("Frankfurt", "de-frankfurt"),
        ("Ningxia", "cn-nx"),
    ],
)
def test_a_region_is_found_by_its_many_names(known: Catalogue, name: str, region: str) -> None:
    assert known.region(name).id == region


def test_a_misspelt_region_is_answered_with_a_close_one(known: Catalogue) -> None:
    with pytest.raises(UnknownName, match=r"'Honk Kong'; did you mean Hong Kong\b"):
        known.region("Honk Kong")


def test_a_company_is_no_region_and_a_region_no_company(known: Catalogue) -> None:
    with pytest.raises(UnknownName):
        known.region("OpenAI")
    with pytest.raises(UnknownName):
        known.subject("France")


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Open AI", "openai"),
        ("chat gpt", "chatgpt"),
        ("Azure OpenAI", "azure-openai"),
        ("世纪互联", "21vianet"),
        ("百度", "baidu"),
        ("微软", "microsoft"),
        ("Garante", "garante"),
        ("Italian data protection authority", "garante"),
        ("South Korea's privacy watchdog", "pipc"),
        ("U.S. government", "us-government"),
        ("government of Italy", "it-government"),
        ("Facebook", "facebook"),
        ("Entity List", "entity-list"),
    ],
)
def test_a_subject_is_found_by_its_many_names(known: Catalogue, name: str, entity: str) -> None:
    assert known.subject(name).id == entity


@pytest.mark.parametrize(
    ("region", "whole", "on", "belongs"),
    [
        ("gb", "eu", date(2019, 12, 31), True),
        ("gb", "eu", date(2020, 1, 31), True),
        ("gb", "eu", date(2020, 2, 1), False),
        ("hr", "eu", date(2013, 6, 30), False),
        ("hr", "eu", date(2013, 7, 1), True),
        ("fr", "eu", date(1957, 12, 31), False),
        ("no", "eu", date(2024, 1, 1), False),
        ("no", "eea", date(2024, 1, 1), True),
        ("gb", "efta", date(1970, 1, 1), True),
        ("gb", "efta", date(1973, 1, 1), False),
        ("tl", "asean", date(2025, 10, 25), False),
        ("tl", "asean", date(2025, 10, 26), True),
        ("id", "brics", date(2025, 1, 5), False),
        ("id", "brics", date(2025, 1, 6), True),
        ("sa", "brics", date(2025, 6, 1), False),
        ("nz", "five-eyes", date(2020, 1, 1), True),
        ("ru", "g7-members", date(2000, 1, 1), False),
        ("se", "nato-members", date(2024, 3, 6), False),
        ("se", "nato-members", date(2024, 3, 7), True),
        ("ua-43", "ua", date(2024, 1, 1), True),
        ("ua-43", "ru", date(2024, 1, 1), False),
        ("hk", "cn", date(2024, 1, 1), False),
        ("mo", "cn", date(2024, 1, 1), False),
        ("tw", "cn", date(2024, 1, 1), False),
        ("cn-nx", "cn", date(2024, 1, 1), True),
        ("cn-shenzhen", "cn", date(2024, 1, 1), True),
        ("de-frankfurt", "eu", date(2024, 1, 1), True),
        ("gl", "eu", date(2024, 1, 1), False),
        ("ru", "europe", date(2024, 1, 1), False),
        ("re", "eu", date(2024, 1, 1), True),
        ("br", "latin-america", date(2024, 1, 1), True),
        ("jp", "asia-pacific", date(2024, 1, 1), True),
        ("sa", "middle-east", date(2024, 1, 1), True),
    ],
)
def test_regions_belong_to_others_between_dates(
    world: World, region: str, whole: str, on: date, *, belongs: bool
) -> None:
    assert (whole in world.around(region, on)) is belongs


@pytest.mark.parametrize(
    ("on", "members"),
    [
        (date(1958, 1, 1), 6),
        (date(1973, 1, 1), 9),
        (date(1981, 1, 1), 10),
        (date(1986, 1, 1), 12),
        (date(1995, 1, 1), 15),
        (date(2004, 5, 1), 25),
        (date(2007, 1, 1), 27),
        (date(2013, 7, 1), 28),
        (date(2020, 2, 1), 27),
    ],
)
def test_the_union_grew_and_shrank(known: Catalogue, on: date, members: int) -> None:
    assert sum(m.whole == "eu" and m.holds(on) for m in known.memberships) == members


def test_every_name_means_one_entity_of_a_kind(known: Catalogue) -> None:
    meanings: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for name in known.names:
        if name.kind is NameKind.NAME:
            region = known.entities[name.entity].type == "Region"
            meanings[plain(name.text), region].add(name.entity)
    assert {name: ids for name, ids in meanings.items() if len(ids) > 1} == {}


def test_demonyms_capitals_and_offices_mean_one_entity_each(known: Catalogue) -> None:
    meanings: dict[tuple[str, NameKind], set[str]] = defaultdict(set)
    for name in known.names:
        meanings[plain(name.text), name.kind].add(name.entity)
    others = {key: ids for key, ids in meanings.items() if key[1] is not NameKind.NAME}
    assert {key: ids for key, ids in others.items() if len(ids) > 1} == {}


def test_a_demonym_or_office_is_no_name_of_another_entity(known: Catalogue) -> None:
    own = {plain(n.text): n.entity for n in known.names if n.kind is NameKind.NAME}
    spoken = [n for n in known.names if n.kind in {NameKind.DEMONYM, NameKind.OFFICE}]
    clash = {n.text for n in spoken if own.get(plain(n.text), n.entity) != n.entity}
    assert clash == set()


def test_names_of_two_letters_count_only_as_written(known: Catalogue) -> None:
    short = {n.text for n in known.names if len(n.text) == 2 and n.text.isascii()}
    loose = {n.text for n in known.names if n.text in short and not n.cased}
    assert loose == set()
    assert {"US", "UK", "EU", "UN"} <= short
    assert not short & {"IN", "IT", "AI", "IS", "NO", "DE", "CN", "ID", "AM"}


@pytest.mark.parametrize(
    "name",
    [
        *("Meta", "Apple", "Gemini", "Claude", "Llama", "Copilot", "Bard", "Grok", "Falcon"),
        *("Garante", "Oracle", "Amazon", "Stargate", "Trump", "US", "Turkey", "Chad", "Polish"),
    ],
)
def test_a_name_that_is_a_word_counts_only_as_written(known: Catalogue, name: str) -> None:
    assert [n.cased for n in known.names if n.text == name] == [True]


def test_the_common_english_name_counts_in_any_case(known: Catalogue) -> None:
    loose = {n.text for n in known.names if not n.cased}
    assert {"China", "OpenAI", "Chinese", "Azure OpenAI Service", "European Union"} <= loose


def test_every_class_is_in_the_vocabulary(known: Catalogue) -> None:
    assert {e.type for e in known.entities.values()} <= vocabulary().superclasses.keys()


def test_every_id_that_is_named_exists(known: Catalogue) -> None:
    named = {
        found
        for e in known.entities.values()
        for found in (e.provider, e.parent, e.jurisdiction, e.country, e.issuer)
        if found
    }
    named |= {i for e in known.entities.values() for i in (*e.parents, *e.based_on)}
    named |= {i for m in known.memberships for i in (m.member, m.whole)}
    assert named - known.entities.keys() == set()


def test_links_lead_to_the_right_kind(known: Catalogue) -> None:
    def kind(entity: str | None, *classes: str) -> bool:
        found = entity is None or known.entities[entity].type
        return found is True or vocabulary().allowed(str(found), frozenset(classes))

    wrong = [
        e.id
        for e in known.entities.values()
        if not kind(e.provider, "Organization")
        or not kind(e.jurisdiction, "Region")
        or not kind(e.country, "Region")
        or not kind(e.issuer, "Organization", "Region")
        or not all(kind(i, "Organization") for i in e.parents)
        or not all(kind(i, "Model", "Service", "Hardware") for i in e.based_on)
    ]
    assert wrong == []


def test_fields_stand_where_they_mean_something(known: Catalogue) -> None:
    allowed = {
        "provider": {"Service", "Model", "Hardware"},
        "jurisdiction": {"GovernmentBody", "Regulator"},
        "country": {"Company", "JointVenture", "Organization"},
        "issuer": {"Policy"},
        "parents": {"JointVenture"},
        "based_on": {"Service", "Model"},
        "iso": {"Region"},
    }
    wrong = [
        (e.id, field)
        for e in known.entities.values()
        for field, kinds in allowed.items()
        if getattr(e, field) and e.type not in kinds
    ]
    assert wrong == []


def test_a_code_is_of_one_region_and_never_a_name(known: Catalogue) -> None:
    entries = [entry for entry in read_entries(CATALOGUE) if entry.codes]
    codes = [code for entry in entries for code in entry.codes]
    assert len(codes) == len(set(codes))
    regions = {e.id for e in known.entities.values() if e.type == "Region"}
    names = {n.text for n in known.names if n.entity in regions}
    assert set(codes) & names <= {"USA"}
    assert {e.id for e in entries} <= regions


def test_wikidata_items_are_each_of_one_entity(known: Catalogue) -> None:
    items = [e.wikidata for e in known.entities.values() if e.wikidata]
    assert len(items) == len(set(items))
    assert len(items) > 400


def test_nothing_is_above_itself(known: Catalogue) -> None:
    above: dict[str, set[str]] = defaultdict(set)
    for e in known.entities.values():
        above[e.id] |= {found for found in (e.parent, *e.parents) if found}
    for m in known.memberships:
        above[m.member].add(m.whole)
    assert [start for start in above if start in reached(above, start)] == []


def reached(above: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    queue = list(above[start])
    while queue:
        here = queue.pop()
        if here not in found:
            found.add(here)
            queue.extend(above.get(here, ()))
    return found


@pytest.mark.parametrize(
    ("classes", "least"),
    [
        ({"Company", "Service", "Model", "JointVenture"}, 150),
        ({"GovernmentBody", "Regulator", "Organization"}, 80),
        ({"Policy"}, 30),
        ({"Hardware"}, 30),
        ({"Region"}, 350),
    ],
)
def test_the_field_is_covered(known: Catalogue, classes: set[str], least: int) -> None:
    assert sum(e.type in classes for e in known.entities.values()) >= least


def test_partner_clouds_run_on_the_models_of_others(known: Catalogue) -> None:
    assert "gpt" in known.entities["azure-openai"].based_on
    assert "claude-models" in known.entities["bedrock"].based_on
    assert known.entities["azure-openai"].provider == "microsoft"
    assert known.entities["gpt"].provider == "openai"


def test_loading_twice_gives_the_same(known: Catalogue) -> None:
    assert catalogue() is known
    assert catalogue.__wrapped__().version == known.version


# ------------------------------------------------------------------------- a user's own files


def test_an_own_file_adds_an_entity(tmp_path: Path, known: Catalogue) -> None:
    path = write(tmp_path, "acme:\n  type: Company\n  name: Acme AI\n  country: no\n")
    mine = catalogue(path)
    assert mine.subject("acme ai") == Entity(
        id="acme", type="Company", name="Acme AI", country="no"
    )
    assert mine.version != known.version


def test_an_own_file_replaces_an_entity(tmp_path: Path) -> None:
    path = write(tmp_path, "openai:\n  type: Company\n  name: ClosedAI\n")
    mine = catalogue(path)
    assert mine.entities["openai"].country is None
    assert mine.named("Open AI") == []
    assert mine.subject("closedai").id == "openai"


def test_an_entry_without_a_name_adds_to_an_entity(tmp_path: Path) -> None:
    path = write(tmp_path, "openai:\n  aliases: O-A-I\n  wikidata: Q1\n")
    found = catalogue(path).subject("O-A-I")
    assert (found.name, found.wikidata) == ("OpenAI", "Q1")
    assert "Open AI" in found.aliases


def test_a_folder_may_hold_tables_and_classes(tmp_path: Path) -> None:
    write(tmp_path, "id\ttype\tname\taliases\ncloud9\tCloud\tCloud Nine\tC9|Nine\n", "a.tsv")
    turtle = """@prefix kg: <https://w3id.org/ai-geopolitics/vocabulary#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        kg:Cloud a owl:Class ; rdfs:subClassOf kg:Service ."""
    write(tmp_path, turtle, "classes.ttl")
    assert catalogue(tmp_path).subject("nine").aliases == ("C9", "Nine")


def test_dates_of_membership_may_be_given_from_either_side(tmp_path: Path) -> None:
    text = """
      club:
        type: Region
        name: The Club
        members:
          - regions: [fr, de]
            from: 2020-05
            to: 2021
      de-bonn:
        type: Region
        name: Bonn
        part_of: de-nw
    """
    mine = catalogue(write(tmp_path, text))
    world = World(mine.entities.values(), mine.memberships)
    assert "club" in world.around("de-bonn", date(2020, 5, 1))
    assert "club" not in world.around("de-bonn", date(2021, 1, 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("acme: [1, 2", r"mine\.yaml is not YAML"),
        ("- acme", r"mine\.yaml: begin each entity with its id"),
        ("acme: Company", r"mine\.yaml, line 1, entry 'acme': write its fields below it"),
        (
            "\nacme:\n  type: Company\n  name: Acme\n  providr: openai\n",
            r"mine\.yaml, line 2, entry 'acme': there is no field 'providr'; .*'provider'",
        ),
        (
            "acme: {type: Company, name: Acme, country: frr}",
            r"mine\.yaml, line 1, entry 'acme': 'country' names 'frr'; did you mean 'fr'",
        ),
        (
            "acme: {type: Compnay, name: Acme}",
            r"mine\.yaml, line 1, entry 'acme': its 'type' is Compnay; use one of Company",
        ),
        (
            "acme: {name: Acme}",
            r"mine\.yaml, line 1, entry 'acme': its 'type' is missing; use one of Company",
        ),
        (
            "acme: {type: Company, name: Acme, wikidata: 123}",
            r"mine\.yaml, line 1, entry 'acme': 'wikidata' is wrong",
        ),
        (
            "acme: {type: Company, name: [Acme, Inc]}",
            r"mine\.yaml, line 1, entry 'acme': 'name' is wrong",
        ),
        (
            "acme: {type: Company, name: Acme}\nacme: {type: Company, name: Acme}",
            r"mine\.yaml, line 2, entry 'acme': also in mine\.yaml, line 1",
        ),
        (
            "acme: {type: Company, type: Service, name: Acme}",
            r"mine\.yaml, line 1, entry 'acme': 'type' is there twice",
        ),
        ("acme: {country: fr}", r"mine\.yaml, line 1, entry 'acme': nothing to add to"),
        (
            "club: {type: Region, name: Club, members: [{regions: fr, from: 2020-13-45}]}",
            r"mine\.yaml, line 1, entry 'club': 'members\.0\.from' is wrong: .*2020-13-45",
        ),
    ],
)
def test_a_broken_file_names_the_place_and_the_way_out(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        catalogue(write(tmp_path, text))


def test_a_broken_table_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, "id\ttype\tname\na\tCompany\tA\nb\tCompany\tB\textra\n", "mine.tsv")
    with pytest.raises(InputError, match=r"mine\.tsv, line 3, entry 'b': more cells"):
        catalogue(path)


def test_a_file_that_is_not_there_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no data file or folder at"):
        catalogue(tmp_path / "missing.yaml")
    with pytest.raises(InputError, match=r"its name must end in \.yaml"):
        catalogue(write(tmp_path, "x", "notes.txt"))
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("acme: {name: Société}".encode("latin-1"))
    with pytest.raises(InputError, match="is not text in UTF-8"):
        catalogue(latin)


def test_an_empty_file_adds_nothing(tmp_path: Path, known: Catalogue) -> None:
    assert catalogue(write(tmp_path, "# nothing yet\n")).version == known.version


# ------------------------------------------------------------------------- comparable names


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Türkiye", "turkiye"),
        ("U.S.", "us"),
        ("The European Union", "european union"),
        ("ＯｐｅｎＡＩ", "openai"),
        ("Cote d’Ivoire", "Côte d'Ivoire"),
        ("AT&T", "at and t"),
        ("GPT-4", "gpt 4"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "ıstanbul"),
    ],
)
def test_names_are_equal_but_for_writing(left: str, right: str) -> None:
    assert plain(left) == plain(right)


def test_the_generated_table_is_sorted_and_even() -> None:
    rows = [line.split("\t") for line in (CATALOGUE / "regions.tsv").read_text().splitlines()]
    ids = [row[0] for row in rows[1:]]
    assert ids == sorted(ids)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(list(read_entries(CATALOGUE / "regions.tsv"))) == len(ids)


def test_the_examples_of_the_readme_load(tmp_path: Path) -> None:
    readme = (CATALOGUE.parent / "README.md").read_text(encoding="utf-8")
    blocks = [part.partition("```")[0] for part in readme.split("```yaml\n")[1:]]
    assert len(blocks) == 4
    mine = catalogue(write(tmp_path, "\n".join(blocks)))
    assert mine.subject("Acme Chat").provider == mine.subject("Acme").id
    assert mine.subject("our API supplier").id == "openai"


def test_the_readme_explains_every_field() -> None:
    readme = (CATALOGUE.parent / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Fields")[2].partition("## Regions")[0]
    assert [field for field in FIELDS if f"`{field}`" not in table] == []
