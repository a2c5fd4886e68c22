-- Households and people of each village by state, kept by the database itself: the first
-- list needs them, and counting thousands of households for it takes longer than all else.

CREATE TABLE village_count (
    village INTEGER NOT NULL,
    state INTEGER NOT NULL,
    households INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (village, state)
) WITHOUT ROWID;

INSERT INTO village_count
SELECT village, state, count(*), sum(people) FROM household
WHERE village IS NOT NULL GROUP BY village, state;

CREATE TRIGGER household_comes AFTER INSERT ON household WHEN NEW.village IS NOT NULL
BEGIN
    INSERT INTO village_count VALUES (NEW.village, NEW.state, 1, NEW.people)
    ON CONFLICT DO UPDATE SET households = households + 1, people = people + NEW.people;
END;

CREATE TRIGGER household_goes AFTER DELETE ON household WHEN OLD.village IS NOT NULL
BEGIN
    UPDATE village_count SET households = households - 1, people = people - OLD.people
    WHERE village = OLD.village AND state = OLD.state;
END;

CREATE TRIGGER household_changes AFTER UPDATE OF village, state, people ON household
WHEN OLD.village IS NOT NEW.village OR OLD.state <> NEW.state OR OLD.people <> NEW.people
BEGIN
    UPDATE village_count SET households = households - 1, people = people - OLD.people
    WHERE village = OLD.village AND state = OLD.state;
    INSERT INTO village_count SELECT NEW.village, NEW.state, 1, NEW.people
    WHERE NEW.village IS NOT NULL
    ON CONFLICT DO UPDATE SET households = households + 1, people = people + NEW.people;
END;
