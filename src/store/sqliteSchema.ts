/** Marks a SQLite file as Concordat's: "Conc" in ASCII. */
export const APPLICATION_ID = 0x436f6e63;

/**
 * The way forward from each version of the schema to the next; the first makes a new file. A step that has been
 * released is never changed: add another.
 *
 * Entries are only ever added at the end of their table and overwritten in place, byte for byte as long as they were,
 * so SQLite has no reason to move one. That is what makes an erasure whole: where rows are moved between pages (a
 * table clustered by programme, or a row that shrinks) copies can stay behind in a page's gap, secure_delete or not.
 *
 * What many programmes write at once should fall on few pages, since a commit writes whole ones: posts lie in the order
 * in which they were made, and deliveries begin with the key, since Teams numbers messages by the clock.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY,
    programme TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    leaf BLOB NOT NULL,
    disclosures TEXT NOT NULL,
    hashes BLOB NOT NULL,
    UNIQUE (programme, "index")
  ) STRICT;

  CREATE TABLE deliveries (
    programme TEXT NOT NULL,
    key TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (key, programme)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE posts (
    made INTEGER PRIMARY KEY,
    programme TEXT NOT NULL,
    key TEXT NOT NULL,
    address TEXT NOT NULL,
    activityId TEXT,
    wanted INTEGER NOT NULL,
    shown INTEGER NOT NULL DEFAULT 0,
    sending TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    retryAt TEXT,
    undeliverable TEXT,
    UNIQUE (programme, key)
  ) STRICT;
  CREATE INDEX pending ON posts (retryAt) WHERE shown < wanted AND undeliverable IS NULL;

  CREATE TABLE wakes (
    programme TEXT PRIMARY KEY,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alarms ON wakes (at);

  CREATE TABLE leases (
    programme TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE observations (
    programme TEXT NOT NULL,
    source TEXT NOT NULL,
    at TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (programme, source, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE places (
    bound INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL UNIQUE,
    programme TEXT NOT NULL,
    address TEXT NOT NULL
  ) STRICT;
  CREATE INDEX placesOfProgramme ON places (programme);
  `,
  // Logs that were written before there was an alarm clock: each is looked at once, and sets its own.
  `
  INSERT INTO wakes (programme, at)
  SELECT DISTINCT programme, '1970-01-01T00:00:00.000Z' FROM entries
  WHERE programme NOT IN (SELECT programme FROM wakes);
  `,
];

export const SCHEMA_VERSION = migrations.length;
