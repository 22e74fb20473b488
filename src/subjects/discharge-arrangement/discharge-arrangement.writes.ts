import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { hoursProblems } from '../week-hours.ts';
import { textProblems } from '../writing/texts.ts';
import type { SetDischargeHoursInput } from './discharge-arrangement.inputs.ts';

/** What the directory shows of a home, as far as it is carried over. */
interface Standing {
  acceptsTrustedAssessor: boolean;
  name: string | null;
  telephone: string | null;
}

/** The home states all of it anew. The directory, where discharge teams look, follows in the database. */
export async function setDischargeHours(write: Write, input: SetDischargeHoursInput): Promise<Written> {
  const { query, viewer } = write;
  const home = await write.ownHome();
  if (!home) return { problems: [problem('UNKNOWN')] };
  const problems = [...hoursProblems(input.hours), ...contactProblems(input)];
  if (problems.length > 0) return { problems };
  const at = await write.oneAtATime(`discharge ${home}`);
  const [standing] = await query<Standing>(
    `select h.accepts_trusted_assessor as "acceptsTrustedAssessor", h.duty_contact_name as name,
       h.duty_contact_telephone as telephone
     from public.care_home h where h.id = $1`,
    [home],
  );
  await query(
    `update public.discharge_arrangement set valid_until = $2::timestamptz where home_id = $1 and valid_until is null`,
    [home, at],
  );
  const contact = input.dutyContact === undefined ? standing : input.dutyContact;
  await query(
    `insert into public.discharge_arrangement (home_id, author_id, valid_from, hours, accepts_trusted_assessor,
       duty_contact_name, duty_contact_telephone)
     values ($1, $2, $3::timestamptz, $4::jsonb, $5, $6, $7)`,
    [
      ...[
        home,
        viewer.organisation.id,
        at,
        JSON.stringify(input.hours.map(({ weekday, from, until }) => ({ weekday, from, until }))),
      ],
      input.acceptsTrustedAssessor ?? standing?.acceptsTrustedAssessor ?? false,
      ...[contact?.name?.trim() || null, contact?.telephone?.trim() || null],
    ],
  );
  return { record: home, problems };
}

function contactProblems({ dutyContact }: SetDischargeHoursInput): Problem[] {
  const contact = dutyContact ?? {};
  return [...textProblems(contact, 'name', 200), ...textProblems(contact, 'telephone', 40)].map((one) => ({
    ...one,
    path: ['input', 'dutyContact', ...one.path.slice(1)],
  }));
}
