"""The texts of all Cypher queries that stores run; values are always parameters.

Labels and edge types come from the ontology's closed list: where a text has a place for one
(`$(row.labels)`), the value was looked up there, never taken from a document.
"""

CONSTRAINTS = tuple(
    f"CREATE CONSTRAINT {label.lower()}_{name} IF NOT EXISTS "
    f"FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
    for label, name in (
        ("Entity", "id"),
        ("Statement", "id"),
        ("Retracted", "id"),
        ("Document", "id"),
        ("Document", "key"),
        ("Removed", "id"),
        ("Schema", "id"),
    )
)
INDEXES = tuple(
    f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
    for label, name in (
        ("Statement", "predicate"),
        ("Statement", "listed"),
        ("Entity", "name"),
        ("Removed", "key"),
        ("Removed", "document"),
    )
)

REVIEW_SCHEMA = (
    "CREATE CONSTRAINT review_id IF NOT EXISTS FOR (n:Review) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX review_document IF NOT EXISTS FOR (n:Review) ON (n.document)",
)
JUDGEMENT_CONSTRAINT = (
    "CREATE CONSTRAINT judgement_id IF NOT EXISTS FOR (n:Judgement) REQUIRE n.id IS UNIQUE"
)

# --- the version of the graph

READ_VERSION = """
OPTIONAL MATCH (schema:Schema {id: 'schema'})
RETURN schema.version AS version,
  EXISTS { (n:Entity|Statement|Document) } AS used
"""
WRITE_VERSION = "MERGE (schema:Schema {id: 'schema'}) SET schema.version = $version"

# --- what a store holds of some documents

LIVES = """
UNWIND $ids AS id
OPTIONAL MATCH (d:Document {id: id})
CALL (id) { MATCH (former:Removed {document: id}) RETURN max(former.removed_at) AS removed_at }
RETURN id, d.key AS key, d.made_by AS made_by, d.set_aside AS set_aside,
  d.changed_at AS changed_at, removed_at
"""
LIVE_STATEMENTS = """
UNWIND $ids AS id
MATCH (d:Document {id: id})<-[:EVIDENCED_BY]-(n:Statement)
RETURN id, n.id AS statement, n.publisher AS publisher
"""
LIVE_MENTIONS = """
UNWIND $ids AS id
MATCH (d:Document {id: id})-[mention:INTRODUCES {live: true}]->(e:Entity)
RETURN id, e.id AS entity, mention.body AS body
"""

REVIEWS_OF = """
UNWIND $ids AS id
MATCH (r:Review {document: id})
RETURN properties(r) AS review
"""

# --- what goes; a life of no length is erased, for nothing was ever known of it

DROP_EDGES = """
UNWIND $rows AS row
MATCH (n:Statement {id: row.id})-[:SUBJECT]->(s), (n)-[:OBJECT]->(o)
MATCH (s)-[edge]->(o) WHERE edge.statement = row.id
DELETE edge
"""
ERASE_STATEMENTS = """
UNWIND $rows AS row
MATCH (n:Statement {id: row.id}) WHERE n.recorded_at >= row.at
DETACH DELETE n
"""
RETRACT = """
UNWIND $rows AS row
MATCH (n:Statement {id: row.id})
SET n.retracted_at = row.at, n.statement = n.id,
  n.id = n.id + '@' + toString(n.recorded_at.epochSeconds * 1000000 + n.recorded_at.microsecond)
REMOVE n:Statement
SET n:Retracted
"""
FORGET_ALL = """
UNWIND $rows AS row
MATCH (:Document {id: row.id})-[mention:INTRODUCES {live: true}]->(e:Entity)
SET mention.live = false
"""
FORGET = """
UNWIND $rows AS row
MATCH (:Document {id: row.id})-[mention:INTRODUCES]->(:Entity {id: row.entity})
SET mention.live = false
"""
ERASE_DOCUMENTS = """
UNWIND $rows AS row
MATCH (d:Document {id: row.id}) WHERE d.recorded_at >= row.at
DETACH DELETE d
"""
CLOSE_DOCUMENTS = """
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
SET d.removed_at = row.at, d.document = d.id,
  d.id = d.key + '@' + toString(d.recorded_at.epochSeconds * 1000000 + d.recorded_at.microsecond)
REMOVE d:Document
SET d:Removed
"""
PURGE_STATEMENTS = """
MATCH (d:Document|Removed)<-[:EVIDENCED_BY]-(n)
WHERE d.id = $id OR d.document = $id
DETACH DELETE n
RETURN count(*) AS number
"""
PURGE_DOCUMENTS = """
MATCH (d:Document|Removed)
WHERE d.id = $id OR d.document = $id
DETACH DELETE d
"""

PURGE_REVIEWS = "MATCH (r:Review {document: $id}) DELETE r"

# --- what comes

ADD_REVIEW = "MERGE (r:Review {id: $id}) SET r = $told"
ADD_DOCUMENTS = "UNWIND $rows AS row CREATE (d:Document) SET d = row"
TOUCH_DOCUMENTS = """
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
SET d.changed_at = row.at, d.made_by = row.made_by, d.set_aside = row.set_aside
"""
REREAD_DOCUMENTS = """
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
WHERE d.blocks <> row.blocks OR coalesce(d.language, '') <> coalesce(row.language, '')
  OR coalesce(d.published_from, '') <> coalesce(row.published_from, '')
SET d.blocks = row.blocks, d.language = row.language, d.published_from = row.published_from
"""
PLACEHOLDERS = "UNWIND $ids AS id MERGE (:Entity {id: id})"
KNOWN_ENTITIES = """
MATCH (e:Entity) WHERE e.id IN $ids AND e.provisional = false
RETURN e.id AS id
"""
PUT_ENTITIES = """
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e = row.properties
REMOVE e:$($classes)
SET e:$(row.labels)
"""
DROP_STRUCTURE = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  MATCH (e)-[edge:OWNED_BY|JOINT_VENTURE_OF|JURISDICTION {source: 'catalogue'}]->() RETURN edge
  UNION
  MATCH (e)<-[edge:OFFERS {source: 'catalogue'}]-() RETURN edge
}
DELETE edge
"""
ADD_STRUCTURE = """
UNWIND $rows AS row
MERGE (a:Entity {id: row.start})
MERGE (b:Entity {id: row.end})
CREATE (a)-[edge:$(row.type) {source: 'catalogue'}]->(b)
"""
INTRODUCE = """
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
MERGE (e:Entity {id: row.entity})
MERGE (d)-[mention:INTRODUCES]->(e)
SET mention.body = row.body, mention.live = true
"""
BROUGHT = """
MATCH (e:Entity) WHERE e.id IN $ids AND coalesce(e.provisional, true)
OPTIONAL MATCH (e)<-[mention:INTRODUCES]-()
WITH e, min(CASE WHEN mention.live THEN mention.body END) AS live, min(mention.body) AS former
RETURN e.id AS id, coalesce(live, former) AS body
"""
BROUGHT_BY = """
MATCH (d:Document|Removed)-[:INTRODUCES]->(e:Entity)
WHERE d.id = $id OR d.document = $id
RETURN DISTINCT e.id AS id
"""
STRIP_ENTITIES = """
MATCH (e:Entity) WHERE e.id IN $ids
SET e = {id: e.id}
REMOVE e:$($classes)
WITH e WHERE NOT EXISTS { (e)--() }
DELETE e
"""

ADD_STATEMENTS = """
UNWIND $rows AS row
MATCH (s:Entity {id: row.subject}), (o:Entity {id: row.object}), (d:Document {id: row.document})
CREATE (n:Statement)-[:SUBJECT]->(s), (n)-[:OBJECT]->(o),
  (n)-[evidence:EVIDENCED_BY]->(d), (s)-[edge:$(row.type)]->(o)
SET n = row.properties, evidence = row.evidence, edge = row.edge
"""
ATTRIBUTED = """
WITH n, row
MATCH (a:Entity {id: row.attributed_to})
CREATE (n)-[:ATTRIBUTED_TO]->(a)
"""
VIA = """
WITH n, row
MATCH (v:Entity {id: row.via})
CREATE (n)-[:VIA]->(v)
"""
DROP_MEMBERSHIPS = "MATCH (:Entity)-[edge:PART_OF]->() DELETE edge"
ADD_MEMBERSHIPS = """
UNWIND $rows AS row
MERGE (a:Entity {id: row.start})
MERGE (b:Entity {id: row.end})
CREATE (a)-[edge:PART_OF]->(b)
SET edge = row.properties
"""

# --- what a store tells

LIVE = "MATCH (n:Statement)"
EVER = "MATCH (n:Statement|Retracted)"
ENDS = "-[:SUBJECT]->(s:Entity), (n)-[:OBJECT]->(o:Entity), (n)-[evidence:EVIDENCED_BY]->(d)"
OF_DOCUMENT = """
CALL () {
  MATCH (d:Document {id: $document_id}) RETURN d
  UNION
  MATCH (d:Removed {document: $document_id}) RETURN d
}
"""
CONDITIONS = {
    "ids": "(n.id IN $ids OR n:Retracted AND n.statement IN $ids)",
    "subjects": "s.id IN $subjects",
    "predicates": "n.predicate IN $predicates",
    "objects": "o.id IN $objects",
    "listed": "n.listed = $listed",
    "known_on": "n.recorded_at <= $known_on "
    "AND (n.retracted_at IS NULL OR n.retracted_at > $known_on)",
}
STATEMENT = """
RETURN properties(n) AS said, s.id AS subject, o.id AS object,
  head([(n)-[:VIA]->(v) | v.id]) AS via, head([(n)-[:ATTRIBUTED_TO]->(a) | a.id]) AS attributed_to,
  d.key AS document, evidence.start AS start, evidence.end AS end
ORDER BY coalesce(n.statement, n.id)
"""
SAID_NOW = f"MATCH (d:Document {{key: $key}}) {LIVE}{ENDS}{STATEMENT}"
ALL_ENTITIES = """
MATCH (e:Entity)
WHERE e.provisional = false OR EXISTS { (e)<-[:INTRODUCES {live: true}]-(:Document) }
RETURN properties(e) AS entity
"""
SOME_ENTITIES = """
MATCH (e:Entity) WHERE e.id IN $ids AND e.kind IS NOT NULL
RETURN properties(e) AS entity
"""
MEMBERSHIPS = """
MATCH (a:Entity)-[edge:PART_OF]->(b:Entity)
RETURN a.id AS member, b.id AS whole, edge.valid_from AS valid_from, edge.valid_to AS valid_to
"""
TOLD = """d {
  .id, .document, .key, .headline, .published, .published_from, .publisher, .url, .language,
  .recorded_at, .removed_at, .changed_at, .made_by, .set_aside
} AS document"""
DOCUMENTS_NOW = f"""
MATCH (d:Document)
RETURN {TOLD}, COUNT {{ (d)<-[:EVIDENCED_BY]-(:Statement) }} AS statements
"""
DOCUMENTS_THEN = f"""
MATCH (d:Document|Removed)
WHERE d.recorded_at <= $known_on AND (d.removed_at IS NULL OR d.removed_at > $known_on)
RETURN {TOLD}, COUNT {{
  (d)<-[:EVIDENCED_BY]-(n:Statement|Retracted)
  WHERE n.recorded_at <= $known_on AND (n.retracted_at IS NULL OR n.retracted_at > $known_on)
}} AS statements
"""
MADE_BY = """
UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN id, d.key AS key, d.made_by AS made_by
"""
TEXTS = """
UNWIND $keys AS key
CALL (key) {
  MATCH (d:Document {key: key}) RETURN d
  UNION
  MATCH (d:Removed {key: key}) RETURN d
}
RETURN key, properties(d) AS document
"""
ASIDE = """
MATCH (d:Document)
WHERE ($id IS NULL OR d.id = $id) AND d.set_aside <> '[]'
RETURN d.id AS id, d.set_aside AS set_aside
"""
REVIEWS = """
MATCH (r:Review)
WHERE $id IS NULL OR r.document = $id
RETURN properties(r) AS review
"""
ADD_JUDGEMENTS = """
UNWIND $rows AS row
MERGE (j:Judgement {id: row.id})
ON CREATE SET j = row, j.made = true
WITH j, j.made AS made
REMOVE j.made
RETURN count(made) AS number
"""
JUDGEMENTS = "MATCH (j:Judgement) RETURN j.body AS body"
SIZE = "RETURN COUNT { (:Document) } AS documents, COUNT { (:Statement) } AS statements"
HEALTH = """
RETURN COUNT { (:Document) } AS documents, COUNT { (:Judgement) } AS judgements,
  COUNT { (:Removed) } AS `former documents`,
  COUNT { (:Statement) } AS statements, COUNT { (:Retracted) } AS `retracted statements`,
  COUNT { (e:Entity) WHERE e.kind IS NOT NULL } AS entities
"""
SERVER = "CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition"
