import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { ownRelationships } from '../../access/own-relationships.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { bitsOfAgency, fieldsSeenBy, isOpenTo } from '../../agreement/compile.ts';
import { type Cell, type Decision, decide } from '../../agreement/decide.ts';
import type { Clause } from '../../agreement/model.ts';
import { relationshipNames } from '../../agreement/sections/terms.ts';
import { recordWords } from '../../agreement/words.ts';
import { Refusal } from '../../shared/refusals.ts';
import { recordById, residentWhere } from '../resident/resident.loaders.ts';
import { AccessExplanation, type FieldOpening, ResidentReference } from './explanation.types.ts';

/** The uuid of nobody: what cannot be an id is looked for like any other, so that both take as long. */
const nobody = '00000000-0000-0000-0000-000000000000';

@Resolver()
export class ExplanationResolver {
  @Query(() => AccessExplanation, {
    description:
      'Why you see a field of a resident’s records, or do not: the clause that decides and the relationships of your own organisation.',
  })
  async explainAccess(
    @Arg('resident', () => ResidentReference, { description: 'By its id or by its NHS number.' })
    reference: ResidentReference,
    @Arg('field', () => String, { description: 'Type and field, such as `Resident.dateOfBirth`.' }) field: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccessExplanation> {
    const { agreement, viewer, trace } = context;
    const open = openField(field, context);
    if (open) {
      const [subject = '', name = ''] = field.split('.');
      const form = isOpenTo(agreement, subject, name, viewer) ? 'clear' : null;
      return { field, form, clause: open.reference, because: open.because, relationships: [], opens: [] };
    }
    const cell = cellNamed(field, context);
    const row = await residentSeen(reference, context);
    trace.show(info.fieldNodes[0], 'AccessExplanation', row ? [row] : []);
    const relationships = await ownRelationships(context, row?._resident ?? nobody);
    const decision = decide(agreement, viewer, cell, (row?._m ?? 0) & bitsOfAgency(viewer.agency));
    const would = decision.opens[0]?.clause ?? decision.clauses[0];
    const { form = null, clause = would } = decision.shown ?? {};
    return {
      field,
      form,
      clause: clause?.reference ?? null,
      because: clause?.because ?? null,
      relationships,
      opens: openingsOf(decision),
    };
  }
}

/** The clause of a field that concerns no resident, if the agency has it. */
function openField(name: string, { agreement, viewer }: HubContext): Clause | undefined {
  const [subject = '', field = ''] = name.split('.');
  const open = agreement.subjects.get(subject)?.open.get(field);
  return open?.agencies.includes(viewer.agency) ? open.clause : undefined;
}

/** A field of the agency's own contract about residents; whatever else is named gets one answer. */
function cellNamed(name: string, { agreement, viewer, records }: HubContext): Cell {
  const [, subject = '', field = ''] = /^(\w+)\.(\w+)$/.exec(name) ?? [];
  const seen = fieldsSeenBy(agreement, viewer.agency);
  if (!agreement.subjects.get(subject)?.personal || !seen.has(subject)) throw new Refusal('NOT_SHARED');
  const edge = records.shape(subject).edges.get(field);
  const target = edge?.personal ? edge.target : undefined;
  if (target === undefined ? !seen.get(subject)?.has(field) : !seen.has(target)) throw new Refusal('NOT_SHARED');
  return { subject, field, target };
}

/** The resident, if the viewer sees one by this reference: an NHS number that is withheld finds nobody. */
function residentSeen({ nhsNumber, id }: ResidentReference, context: HubContext): Promise<RecordRow | null> {
  const { records, identifiers, viewer } = context;
  const nothing = { fields: new Map() };
  if (nhsNumber) {
    const named = { field: 'nhsNumber', operator: '=', value: nhsNumber, type: 'text' } as const;
    return records.rootOne(residentWhere, [named], nothing, null);
  }
  const named = identifiers.decode(id ?? '', viewer.organisation.id);
  return records.rootOne(recordById('Resident'), [], nothing, null, named?.type === 'Resident' ? named.uuid : nobody);
}

function openingsOf({ opens }: Decision): FieldOpening[] {
  return opens.map(({ form, relationships, purposes, also, clause }) => ({
    form,
    relationships: relationshipNames(relationships),
    purposes: [...purposes],
    records: recordWords(also) || null,
    clause: clause.reference,
    because: clause.because,
  }));
}
