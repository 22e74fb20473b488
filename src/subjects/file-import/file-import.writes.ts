import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import type { Agreement } from '../../agreement/model.ts';
import { mayWrite } from '../../agreement/writes.ts';
import { type FileFormatName, type FileOwner, fileFormats } from '../../shared/file-formats.ts';
import { fileLimits } from '../../shared/file-limits.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { kept, textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { ConfirmImportInput, StartImportInput, UploadPartInput } from './file-import.inputs.ts';
import type { ImportFormat } from './file-import.values.ts';

/** What a format is called where files are taken. */
const formatNamed = (format: ImportFormat): FileOwner =>
  fileFormats[format.toLowerCase().replaceAll('_', '-') as FileFormatName];

/** Whether a viewer could say by hand, in this role and for this purpose, all that such a file says. */
function mayBring({ viewer: { agency, role, purpose } }: Write, agreement: Agreement, named: ImportFormat): boolean {
  const { agencies, writes } = formatNamed(named);
  const may = (mutation: string) => mayWrite(agreement, mutation, { agency, role, purpose });
  return agencies.includes(agency) && writes.every(may);
}

/** A file may say nothing that whoever brings it could not say through the graph. */
export async function startImport(write: Write, agreement: Agreement, input: StartImportInput): Promise<Written> {
  const { viewer, now } = write;
  const { role, purpose } = viewer;
  const problems: Problem[] = [
    ...(mayBring(write, agreement, input.format) ? [] : [problem('OUT_OF_RANGE', 'format')]),
    ...(input.asOf > now ? [problem('IN_FUTURE', 'asOf')] : []),
    ...(input.bytes < 1 || input.bytes > fileLimits.bytes ? [problem('OUT_OF_RANGE', 'bytes')] : []),
    ...textProblems(input, 'mapping', fileLimits.charactersOfMapping),
    ...(/^[0-9a-f]{64}$/i.test(input.sha256) ? [] : [problem('OUT_OF_RANGE', 'sha256')]),
  ];
  if (problems.length) return { problems };
  return verdictOn(
    write,
    undefined,
    `select verdict, id from hub.start_import($1, $2::timestamptz, $3::int, decode($4, 'hex'), $5::boolean, $6::boolean, $7, $8, $9, $10, $11)`,
    [
      ...[input.format, input.asOf, input.bytes, input.sha256, input.dryRun ?? false, input.allowLargeChange ?? false],
      ...[kept(input.mapping) ?? null, viewer.user, viewer.authority ?? null, role, purpose],
    ],
  );
}

export async function uploadPart(write: Write, { import: named, part, content }: UploadPartInput): Promise<Written> {
  const file = publicUuid('FileImport', named);
  const bytes = Buffer.from(content, 'base64');
  // What is no Base64 is passed over by Node, not refused.
  const whole =
    bytes.length > 0 && bytes.length <= fileLimits.bytesOfPart && bytes.toString('base64') === content.trim();
  const problems = [
    ...(file ? [] : [problem('UNKNOWN', 'import')]),
    ...(part < 1 || part > fileLimits.parts ? [problem('OUT_OF_RANGE', 'part')] : []),
    ...(whole ? [] : [problem('OUT_OF_RANGE', 'content')]),
  ];
  if (problems.length || !file) return { problems };
  return verdictOn(write, file, 'select hub.receive_part($1, $2::int, $3::bytea) as verdict', [file, part, bytes]);
}

/** From here on the file speaks for whoever confirms it: who could not have brought it would only have it thrown away. */
export async function confirmImport(
  write: Write,
  agreement: Agreement,
  { import: named }: ConfirmImportInput,
): Promise<Written> {
  const file = publicUuid('FileImport', named);
  if (!file) return { problems: [problem('UNKNOWN', 'import')] };
  const [of] = await write.query<{ format: ImportFormat }>('select format from file_import where id = $1', [file]);
  if (of && !mayBring(write, agreement, of.format)) return { problems: [problem('NOT_POSSIBLE', 'import')] };
  return verdictOn(write, file, 'select hub.confirm_import($1, $2, $3, $4, $5) as verdict', [
    ...[file, write.viewer.user, write.viewer.authority ?? null, write.viewer.role, write.viewer.purpose],
  ]);
}
