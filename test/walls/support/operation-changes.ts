import { type Agency, agencies } from '../../../src/shared/agencies.ts';
import type { Written, WrittenChange } from '../../support/oracle-text.ts';
import { type Change, changedBy } from './agreement-changes.ts';

/** Every way to widen who may act at all, by kind: purposes, writes, emergencies, queries, subscriptions, and what concerns no resident. */
export function widenedActs(written: Written): Map<string, Change[]> {
  const kinds = new Map<string, Change[]>();
  const roles = Object.keys(written.roles);
  const add = (kind: string, change: Omit<Change, 'made'>, edit: (copy: Written) => void) => {
    const one = { ...change, made: () => changedBy(written, edit) };
    kinds.set(`${change.place}: ${kind}`, [...(kinds.get(`${change.place}: ${kind}`) ?? []), one]);
  };
  const newcomers = (who: Record<string, string[]>) =>
    agencies.flatMap((agency) =>
      roles.filter((role) => !who[agency]?.includes(role)).map((role) => ({ agency, role })),
    );
  const join = (who: Record<string, string[]>, agency: Agency, role: string) => {
    who[agency] = [...(who[agency] ?? []), role];
  };

  const kindOf = (who: Record<string, string[]>, agency: string) => (who[agency] ? 'a role more' : 'an agency more');

  for (const [name, { who }] of Object.entries(written.purposes)) {
    for (const { agency, role } of newcomers(who)) {
      const change = { place: `purposes.${name}`, what: `${role} of ${agency}`, operation: 'viewer', agency };
      add(kindOf(who, agency), change, (copy) => {
        const purpose = copy.purposes[name];
        if (purpose) join(purpose.who, agency, role);
      });
    }
  }
  for (const [name, { by, purposes, relationships }] of Object.entries(written.writes ?? {})) {
    const change = { place: `writes.${name}`, operation: name };
    const edit = (work: (rule: WrittenChange) => void) => (copy: Written) => {
      const rule = copy.writes?.[name];
      if (rule) work(rule);
    };
    const who = by === 'nobody' ? {} : by;
    for (const { agency, role } of newcomers(who)) {
      const enter = edit((rule) => {
        if (rule.by === 'nobody') rule.by = {};
        join(rule.by, agency, role);
      });
      add(kindOf(who, agency), { ...change, what: `${role} of ${agency}`, agency }, enter);
    }
    for (const what of Object.keys(written.purposes).filter((one) => purposes && !purposes.includes(one)))
      add(
        'a purpose more',
        { ...change, what },
        edit((rule) => rule.purposes?.push(what)),
      );
    for (const what of Object.keys(written.relationships).filter(
      (one) => relationships && !relationships.includes(one),
    ))
      add(
        'a relationship more',
        { ...change, what },
        edit((rule) => rule.relationships?.push(what)),
      );
  }
  for (const { agency, role } of newcomers(written.emergency?.who ?? {})) {
    const change = { place: 'emergency', what: `${role} of ${agency}`, operation: 'breakGlass', agency };
    add('a role more', change, (copy) => join(copy.emergency?.who ?? {}, agency, role));
  }
  const asked = (['queries', 'subscriptions'] as const).flatMap((section) =>
    Object.entries(written[section] ?? {}).map(([name, rule]) => ({ section, name, ...rule })),
  );
  for (const { section, name, by, purposes } of asked) {
    const change = { place: `${section}.${name}`, operation: name };
    for (const agency of agencies.filter((one) => by !== 'everyone' && !by.includes(one))) {
      add('an agency more', { ...change, what: agency, agency }, (copy) => {
        const rule = copy[section]?.[name];
        if (rule && rule.by !== 'everyone') rule.by.push(agency);
      });
    }
    for (const what of Object.keys(written.purposes).filter((one) => purposes && !purposes.includes(one)))
      add('a purpose more', { ...change, what }, (copy) => copy[section]?.[name]?.purposes?.push(what));
  }
  return kinds;
}

/** Every way to open a clause about what concerns no resident to one agency more, by its place. */
export function widenedOpen(written: Written): { place: string; changes: (Change & { agency: Agency })[] }[] {
  return Object.entries(written.open).flatMap(([subject, clauses]) =>
    clauses.flatMap(({ to, fields }, n) => {
      if (!to || to === 'everyone') return [];
      const place = `${subject}/${n + 1}`;
      const changes = agencies
        .filter((agency) => !to.includes(agency))
        .map((agency) => ({
          place,
          what: `${agency} too`,
          subject,
          fields,
          agency,
          made: () =>
            changedBy(written, (copy) => {
              const clause = copy.open[subject]?.[n];
              if (clause && clause.to !== 'everyone') clause.to?.push(agency);
            }),
        }));
      return [{ place, changes }];
    }),
  );
}
