// Counts the report's figures from what was said to camtay-phones and what they answered,
// and from nothing else: an independent second opinion. Node 20, no dependencies.
//
//   node count.mjs about.json phone-1.jsonl phone-2.jsonl …
//
// A transcript holds commands and answers, a JSON object a line, as docs/phone.md tells.
// about.json holds what the phones aren't asked: { from, as_of, essential, weekly_share,
// platforms: [ids of groups], volunteers: [{ key, kind }] }, the volunteers in the order of the
// transcripts.

import { readFileSync } from 'node:fs';

const [aboutFile, ...transcripts] = process.argv.slice(2);
const about = JSON.parse(readFileSync(aboutFile, 'utf8'));

// One record for each thing that happened, in the order of the clocks.
const records = [];
const stepsOf = new Map(); // skill → how many steps
const groupOf = new Map(); // skill → group
const villageOf = new Map(); // household → village
const people = new Map(); // resident → what is known

const DAY = 86_400;
const dayOf = (unix) => Math.floor((unix + 7 * 3_600) / DAY); // UTC+7
const isoOf = (day) => new Date(day * DAY * 1_000).toISOString().slice(0, 10);
const mondayOf = (day) => day - ((day + 3) % 7); // 1970-01-01 was a Thursday

function person(id) {
  if (!people.has(id)) people.set(id, { changes: [], consents: [] });
  return people.get(id);
}

/** What the phone shows teaches the script what it didn't say itself. */
function learn(command, ok) {
  if (command.command === 'steps') stepsOf.set(command.skill, ok.steps.length);
  if (command.command === 'resident') {
    for (const group of ok.groups) {
      for (const line of group.skills) groupOf.set(line.skill, group.id);
    }
    const known = person(ok.id);
    known.birthYear ??= ok.birth_year;
    known.household ??= ok.household;
    known.occupation ??= ok.occupation;
    known.status ??= ok.status;
  }
  if (command.command === 'household') villageOf.set(ok.id, ok.village);
}

function read(file, number) {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const volunteer = about.volunteers[number];
  const drafts = new Map(); // open guides
  let clock = 0;
  let order = 0;
  const record = (what) => {
    order += 1;
    records.push({ clock, number, order, volunteer, counts: true, ...what });
  };
  const leave = (key, id) => {
    const { resident, skill, session, marks, come_back } = drafts.get(key);
    drafts.delete(key);
    if (marks.size > 0) {
      record({ kind: 'guide', id, residents: [resident], skill, session, marks, come_back });
    }
  };
  const leaveAll = () => [...drafts.keys()].forEach((key) => leave(key));

  for (let at = 0; at < lines.length; at += 2) {
    const it = lines[at];
    const answer = lines[at + 1];
    if (!it.command) throw new Error(`${file}:${at + 1} is no command`);
    if (!answer || answer.command) throw new Error(`${file}:${at + 1} was cut off: nobody knows whether it happened`);
    if (answer.error) continue;
    const { ok } = answer;
    const key = `${it.resident} ${it.skill}`;
    switch (it.command) {
      case 'set_clock': clock = it.unix; break;
      case 'advance_clock': clock += it.seconds; break;
      // A guide that was open when the phone was locked or killed is left by that.
      case 'lock':
      case 'unlock':
      case 'unlock_without_pin': leaveAll(); break;

      case 'open_session':
        record({ kind: 'session', id: ok, what: it.kind, village: it.village, audience: it.audience });
        break;
      case 'join_session': record({ kind: 'join', session: ok }); break;
      case 'change_session':
        record({ kind: 'change_session', session: it.session, what: it.kind, audience: it.audience });
        break;
      case 'close_session':
        for (const [open, draft] of drafts) if (draft.session === it.session) leave(open);
        break;
      case 'count_heads': record({ kind: 'heads', session: it.session, unnamed: it.unnamed }); break;
      case 'mark_attendance':
        record({ kind: 'attendance', session: it.session, residents: it.residents, present: it.present });
        if (it.present) for (const id of it.residents) person(id).consents.push({ clock, order, answer: 'given' });
        break;

      case 'add_household': villageOf.set(ok, it.village); break;
      case 'add_resident':
        Object.assign(person(ok), {
          birthYear: it.birth_year, adult: it.adult, household: it.household,
          occupation: it.occupation, status: it.guest ? 'guest' : 'active',
        });
        if (it.consent_given) person(ok).consents.push({ clock, order, answer: 'given' });
        break;
      case 'change_resident': person(it.resident).changes.push({ clock, number, order, ...it }); break;
      case 'record_consent':
        record({ kind: 'consent', resident: it.resident, answer: it.answer, session: it.session });
        person(it.resident).consents.push({ clock, order, answer: it.answer });
        break;
      case 'count_unnamed_refusal': record({ kind: 'refusal', id: ok, household: it.household, session: it.session }); break;
      case 'visit_household':
        record({ kind: 'visit', id: ok, household: it.household, residents: it.residents, session: it.session });
        break;

      case 'start_guide':
        if (!drafts.has(key)) {
          drafts.set(key, { resident: it.resident, skill: it.skill, session: it.session, marks: new Map() });
        }
        break;
      case 'mark_step':
        drafts.get(key).marks.set(it.step, it.outcome);
        if (it.come_back) drafts.get(key).come_back = it.come_back;
        break;
      case 'undo_step': drafts.get(key).marks.delete(it.step); break;
      case 'finish_guide': leave(key, ok); break;
      case 'guide_whole':
        record({ kind: 'guide', id: ok, residents: [it.resident], skill: it.skill, session: it.session, whole: it.outcome, come_back: it.come_back });
        break;
      case 'guide_class':
        record({ kind: 'guide', id: ok, residents: it.residents, skill: it.skill, session: it.session, whole: it.outcome });
        break;
      case 'set_appointment': record({ kind: 'appointment', resident: it.resident, skill: it.skill, on: it.on }); break;
      case 'keep_appointment': record({ kind: 'kept', resident: it.resident, skill: it.skill }); break;

      case 'take_back':
      case 'give_back': {
        const target = records.find((other) => other.id === it.entry);
        if (!target) throw new Error(`${file}:${at + 1} corrects something unknown`);
        target.counts = it.command === 'give_back';
        break;
      }
      default: learn(it, ok);
    }
  }
}

transcripts.forEach(read);
records.sort((one, other) => one.clock - other.clock || one.number - other.number || one.order - other.order);
const counting = records.filter((record) => record.counts);
const of = (...kinds) => counting.filter((record) => kinds.includes(record.kind));

// Sessions, with everybody who took part.
const sessions = new Map();
for (const it of of('session')) {
  sessions.set(it.id, { ...it, day: dayOf(it.clock), volunteers: new Map([[it.volunteer.key, it.volunteer]]), there: new Map(), unnamed: 0 });
}
for (const it of of('join')) sessions.get(it.session)?.volunteers.set(it.volunteer.key, it.volunteer);
for (const it of of('change_session')) {
  const known = sessions.get(it.session);
  if (known) Object.assign(known, { what: it.what ?? known.what, audience: it.audience ?? known.audience });
}
for (const it of of('heads')) { const session = sessions.get(it.session); if (session) session.unnamed = it.unnamed; }
for (const it of of('attendance')) {
  for (const resident of it.residents) sessions.get(it.session)?.there.set(resident, it.present);
}

// A record's day is that of its session.
const day = (record) => sessions.get(record.session)?.day ?? dayOf(record.clock);
const inPeriod = (number) => about.from <= isoOf(number) && isoOf(number) <= about.as_of;
const heads = (session) => [...session.there.values()].filter(Boolean).length + session.unnamed;

for (const known of people.values()) {
  known.changes.sort((one, other) => one.clock - other.clock || one.number - other.number || one.order - other.order);
  for (const change of known.changes) {
    if (isoOf(dayOf(change.clock)) > about.as_of) continue;
    known.household = change.household ?? known.household;
    known.status = change.status ?? known.status;
    known.occupation = change.occupation ?? known.occupation;
    known.birthYear = change.birth_year ?? known.birthYear;
  }
}

// Practised: every step with an outcome that counts, over all visits so far; or as a whole.
const COUNTS = new Set(['alone', 'helped', 'already']);
const practised = new Map(); // "resident skill" → first day
const visits = new Map();
for (const it of of('guide')) {
  for (const resident of it.residents) {
    const key = `${resident} ${it.skill}`;
    if (!visits.has(key)) visits.set(key, []);
    visits.get(key).push({ ...it, resident, day: day(it) });
  }
}
const full = (marks, skill) => {
  const all = Array.from({ length: stepsOf.get(skill) }, (_, step) => marks.get(step) ?? []);
  const settled = all.every((step) => step.some((outcome) => COUNTS.has(outcome) || outcome === 'not_applicable'));
  return settled && all.some((step) => step.some((outcome) => COUNTS.has(outcome)));
};
const finishedAlone = (visit) => visit.whole !== undefined
  ? COUNTS.has(visit.whole)
  : full(new Map([...visit.marks].map(([step, outcome]) => [step, [outcome]])), visit.skill);
const periodGroups = new Set();
for (const [key, list] of visits) {
  list.sort((one, other) => one.day - other.day || one.clock - other.clock || one.number - other.number || one.order - other.order);
  const together = new Map();
  for (const visit of list) {
    for (const [step, outcome] of visit.marks ?? []) together.set(step, [...(together.get(step) ?? []), outcome]);
    const done = visit.whole !== undefined ? COUNTS.has(visit.whole) : full(together, visit.skill);
    if (done && !practised.has(key)) practised.set(key, visit.day);
    if ((done && practised.get(key) === visit.day || finishedAlone(visit)) && inPeriod(visit.day)) {
      periodGroups.add(groupOf.get(visit.skill));
    }
  }
}

const asOfYear = Number(about.as_of.slice(0, 4));
const isAdult = (known) => (known.birthYear != null ? asOfYear - known.birthYear >= 18 : known.adult === true);
const allEssential = (worker) => [...people].filter(([id, known]) =>
  (known.status ?? 'active') === 'active' && isAdult(known) && (!worker || known.occupation === 'worker') &&
  about.essential.length > 0 && about.essential.every((skill) => {
    const first = practised.get(`${id} ${skill}`);
    return first !== undefined && isoOf(first) <= about.as_of;
  })).length;

const held = [...sessions.values()].filter((session) => inPeriod(session.day));
const aimedAt = (session, ...segments) => session.audience.some((segment) => segments.includes(segment));
const sum = (list) => list.reduce((total, session) => total + heads(session), 0);

const workers = held.filter((it) => it.what === 'class' && aimedAt(it, 'workers', 'cooperative_owners'));
const disabled = held.filter((it) => it.what === 'class' && aimedAt(it, 'people_with_disabilities'));
const poor = held.filter((it) => aimedAt(it, 'poor', 'ethnic_minorities'));
const pupils = new Set(held.flatMap((it) => [...it.volunteers.values()]).filter((it) => it.kind === 'pupil').map((it) => it.key));

const weeks = (mondayOf(Date.parse(about.as_of) / 1_000 / DAY) - mondayOf(Date.parse(about.from) / 1_000 / DAY)) / 7 + 1;
const lessons = new Map();
for (const it of held.filter((session) => session.what === 'weekly_lesson')) {
  if (!lessons.has(it.village)) lessons.set(it.village, new Set());
  lessons.get(it.village).add(mondayOf(it.day));
}
const regular = [...lessons.values()].filter((held) => 100 * held.size >= about.weekly_share * weeks).length;

const visited = of('visit').filter((it) => inPeriod(day(it)));
const met = new Set(visited.flatMap((it) => it.residents).filter((id) => person(id).status !== 'guest'));

// Difficulties: distinct people and records, by reason; a reason once a visit.
const difficulties = {};
const stuckPeople = {};
for (const list of visits.values()) {
  for (const visit of list.filter((it) => inPeriod(it.day))) {
    const outcomes = visit.whole !== undefined ? [visit.whole] : [...visit.marks.values()];
    for (const reason of new Set(outcomes.map((outcome) => outcome.stuck?.reason).filter(Boolean))) {
      difficulties[reason] ??= { people: 0, times: 0 };
      stuckPeople[reason] ??= new Set();
      stuckPeople[reason].add(visit.resident);
      difficulties[reason].people = stuckPeople[reason].size;
      difficulties[reason].times += 1;
    }
  }
}

// One anonymous head a household and period.
const lastAnswer = (id) => person(id).consents.toSorted((one, other) => one.clock - other.clock || one.order - other.order).at(-1)?.answer;
const refusing = new Set(of('refusal').filter((it) => inPeriod(day(it))).map((it) => it.household));
for (const it of of('consent').filter((it) => it.answer === 'refused' && inPeriod(day(it)))) {
  if (lastAnswer(it.resident) !== 'given') refusing.add(person(it.resident).household);
}

// Appointments: for each resident and skill the last word; a later guide of the skill ends it.
const open = new Map();
for (const it of of('guide', 'appointment', 'kept')) {
  for (const resident of it.residents ?? [it.resident]) {
    if (!open.has(resident)) open.set(resident, new Map());
    const words = open.get(resident);
    const on = it.kind === 'appointment' ? it.on : it.come_back;
    if (on) words.set(it.skill ?? null, on);
    else if (it.kind === 'kept' && it.skill == null) words.clear();
    else words.delete(it.skill ?? null);
  }
}

// The same resident, skill and day by two volunteers, finished and refused or stuck.
let disagreements = 0;
for (const list of visits.values()) {
  for (const done of list.filter(finishedAlone)) {
    disagreements += list.filter((not) => {
      const outcomes = not.whole !== undefined ? [not.whole] : [...not.marks.values()];
      const against = outcomes.some((outcome) => outcome === 'refused' || outcome.stuck);
      return against && not.day === done.day && not.volunteer.key !== done.volunteer.key && inPeriod(not.day);
    }).length;
  }
}

console.log(JSON.stringify({
  rows: {
    '2.3': { groups: about.platforms.filter((id) => periodGroups.has(id)).length },
    '2.8': { volunteers: pupils.size },
    '2.9': { classes: workers.length, people: sum(workers) },
    '2.10': { villages: regular },
    '2.12': { residents: met.size, households: new Set(visited.map((it) => it.household)).size },
    '2.13': { classes: disabled.length, people: sum(disabled) },
    '2.14': { sessions: poor.length, people: sum(poor) },
    '3.3': { residents: allEssential(false) },
    '3.5': { residents: allEssential(true) },
  },
  difficulties,
  refusals: refusing.size,
  appointments: [...open.values()].filter((words) => words.size > 0).length,
  disagreements,
}, null, 2));
