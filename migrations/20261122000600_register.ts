import { Migration } from '@mikro-orm/migrations';

/** What the register reads of each table, and no other column. */
const read: Record<string, string> = {
  organisation: 'id, agency',
  practice: 'id, organisation_id',
  care_home: 'id, organisation_id',
  network_membership: 'practice_id, network_id, from_on, to_on',
  alignment: 'id, home_id, network_id, lead_practice_id, from_on, to_on',
  resident: 'id, valid_until',
  gp_registration: 'id, resident_id, practice_id, from_on, to_on, valid_until',
  practice_agreement: 'id, resident_id, practice_id, from_on, to_on, valid_until',
  placement: 'id, resident_id, home_id, from_on, to_on, valid_until',
  funding_component: 'id, resident_id, source, payer_id, from_on, to_on, valid_until',
  hospital_stay: 'id, resident_id, trust_id, admitted_at, discharged_at, valid_until',
  trust_contact: 'id, resident_id, trust_id, kind, started_at, ended_at, valid_until',
  safeguarding_enquiry: 'id, resident_id, council_id, opened_on, closed_on, valid_until',
  objection: 'resident_id, kind, against_id, withdrawn_on, valid_until',
};

/**
 * The relationships that the facts give reason for. Everything is dated, so that an answer does not depend on the day on
 * which the register was derived: a discharge next month is in it today.
 */
export class Register extends Migration {
  override name = '20261122000600_register';

  override up(): void {
    this.addSql(`
      alter table hub.relationship
        add foreign key (organisation_id) references organisation (id),
        add foreign key (resident_id) references resident (id) on delete cascade;`);
    for (const [table, columns] of Object.entries(read)) {
      this.addSql(`grant select (${columns}) on ${table} to caregraph_register`);
    }
    this.addSql(`
      grant execute on function hub.start_of_day to caregraph_register;

      create function hub.relationships_due(residents uuid[])
        returns table (organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
      #variable_conflict use_column
      begin
        return query
        with someone as materialized (
          select resident.id from public.resident
          where resident.id = any (residents) and resident.valid_until is null
        ),
        placed as materialized (
          select placement.id, placement.resident_id, placement.home_id, care_home.organisation_id,
            daterange(placement.from_on, placement.to_on) as period,
            lead(placement.from_on) over (
              partition by placement.resident_id, placement.home_id order by placement.from_on) as back_on
          from someone
          join public.placement on placement.resident_id = someone.id and placement.valid_until is null
            and (placement.to_on is null or placement.to_on > placement.from_on)
          join public.care_home on care_home.id = placement.home_id
        ),
        registered as materialized (
          select gp_registration.id, gp_registration.resident_id, gp_registration.practice_id, practice.organisation_id,
            daterange(gp_registration.from_on, gp_registration.to_on) as period
          from someone
          join public.gp_registration
            on gp_registration.resident_id = someone.id and gp_registration.valid_until is null
          join public.practice on practice.id = gp_registration.practice_id
        ),
        -- placements in a home while a practice serves it
        served as materialized (
          select placed.id as placement_id, placed.resident_id, alignment.id as alignment_id, alignment.network_id,
            alignment.lead_practice_id, practice.organisation_id,
            placed.period * daterange(alignment.from_on, alignment.to_on) as period
          from placed
          join public.alignment on alignment.home_id = placed.home_id
            and daterange(alignment.from_on, alignment.to_on) && placed.period
          join public.practice on practice.id = alignment.lead_practice_id
        ),
        -- when the resident was on a list of the network that serves the home, and when on the lead practice's own
        listed as (
          select served.placement_id, served.alignment_id,
            range_agg(registered.period * daterange(membership.from_on, membership.to_on))
              filter (where membership.practice_id is not null) as in_network,
            range_agg(registered.period) filter (where registered.practice_id = served.lead_practice_id) as with_lead
          from served
          join registered on registered.resident_id = served.resident_id
          left join public.network_membership membership
            on membership.practice_id = registered.practice_id and membership.network_id = served.network_id
          group by served.placement_id, served.alignment_id
        ),
        split as (
          select served.*, coalesce(listed.in_network, '{}') as in_network, coalesce(listed.with_lead, '{}') as with_lead
          from served left join listed using (placement_id, alignment_id)
        ),
        stays as materialized (
          select hospital_stay.id, hospital_stay.resident_id, hospital_stay.trust_id, hospital_stay.discharged_at,
            tstzrange(hospital_stay.admitted_at, hospital_stay.discharged_at) as period
          from someone
          join public.hospital_stay on hospital_stay.resident_id = someone.id and hospital_stay.valid_until is null
        ),
        contacts as materialized (
          select trust_contact.id, trust_contact.resident_id, trust_contact.trust_id, trust_contact.kind,
            tstzrange(trust_contact.started_at, trust_contact.ended_at) as period
          from someone
          join public.trust_contact on trust_contact.resident_id = someone.id and trust_contact.valid_until is null
        ),
        -- when the resident was in a hospital of the trust, in a bed or in the emergency department
        present as (
          select whereabouts.resident_id, whereabouts.trust_id, range_agg(whereabouts.period) as periods
          from (
            select stays.resident_id, stays.trust_id, stays.period from stays
            union all
            select contacts.resident_id, contacts.trust_id, contacts.period from contacts
            where contacts.kind = 'ATTENDING'
          ) whereabouts
          group by whereabouts.resident_id, whereabouts.trust_id
        ),
        paid as (
          select component.id, component.resident_id, component.source, component.payer_id, organisation.agency,
            daterange(component.from_on, component.to_on) as period
          from someone
          join public.funding_component component on component.resident_id = someone.id and component.valid_until is null
          join public.organisation on organisation.id = component.payer_id
        ),
        by_day (organisation_id, resident_id, kind, period, evidence) as (
          select placed.organisation_id, placed.resident_id, 'home.current', placed.period, 'placement:' || placed.id
          from placed
          union all
          select placed.organisation_id, placed.resident_id, 'home.past', daterange(upper(placed.period), placed.back_on),
            'placement:' || placed.id
          from placed where not upper_inf(placed.period) and not isempty(placed.period)
            and (placed.back_on is null or placed.back_on >= upper(placed.period))
          union all
          select registered.organisation_id, registered.resident_id, 'practice.registered', registered.period,
            'gp_registration:' || registered.id
          from registered
          union all
          select split.organisation_id, split.resident_id, 'practice.network', network.period,
            'alignment:' || split.alignment_id
          from split, unnest(datemultirange(split.period) * split.in_network - split.with_lead) as network (period)
          union all
          select split.organisation_id, split.resident_id, 'practice.aligned', outside.period,
            'alignment:' || split.alignment_id
          from split, unnest(datemultirange(split.period) - split.in_network - split.with_lead) as outside (period)
          union all
          select practice.organisation_id, agreed.resident_id, 'practice.agreed', daterange(agreed.from_on, agreed.to_on),
            'practice_agreement:' || agreed.id
          from someone
          join public.practice_agreement agreed on agreed.resident_id = someone.id and agreed.valid_until is null
          join public.practice on practice.id = agreed.practice_id
          union all
          select paid.payer_id, paid.resident_id,
            case when paid.agency = 'council' then 'council.funder'
              when paid.source = 'FNC' then 'icb.fnc' else 'icb.chc' end,
            paid.period, 'funding_component:' || paid.id
          from paid
          where paid.agency = 'council'
            or paid.agency = 'icb' and paid.source in ('CHC', 'CHC_FAST_TRACK', 'JOINT', 'FNC')
          union all
          select enquiry.council_id, enquiry.resident_id, 'council.safeguarding',
            daterange(enquiry.opened_on, enquiry.closed_on), 'safeguarding_enquiry:' || enquiry.id
          from someone
          join public.safeguarding_enquiry enquiry on enquiry.resident_id = someone.id and enquiry.valid_until is null
        ),
        by_moment (organisation_id, resident_id, kind, period, evidence) as (
          select stays.trust_id, stays.resident_id, 'trust.inpatient', stays.period, 'hospital_stay:' || stays.id
          from stays
          union all
          select stays.trust_id, stays.resident_id, 'trust.discharged',
            tstzrange(stays.discharged_at, (stays.discharged_at at time zone 'Europe/London' + interval '30 days')
              at time zone 'Europe/London'), 'hospital_stay:' || stays.id
          from stays where stays.discharged_at is not null
          union all
          select contacts.trust_id, contacts.resident_id,
            case contacts.kind when 'ATTENDING' then 'trust.attending' else 'trust.caseload' end,
            contacts.period, 'trust_contact:' || contacts.id
          from contacts where contacts.kind in ('ATTENDING', 'CASELOAD')
          union all
          select contacts.trust_id, contacts.resident_id, 'trust.referred', while_there.period,
            'trust_contact:' || contacts.id
          from contacts
          join present on present.resident_id = contacts.resident_id and present.trust_id = contacts.trust_id,
            unnest(tstzmultirange(contacts.period) * present.periods) as while_there (period)
          where contacts.kind = 'REFERRED'
        ),
        due (organisation_id, resident_id, kind, since, until, evidence, reason) as (
          select by_day.organisation_id, by_day.resident_id, by_day.kind, hub.start_of_day(lower(by_day.period)),
            hub.start_of_day(upper(by_day.period)), by_day.evidence, null::text
          from by_day where not isempty(by_day.period)
          union all
          select by_moment.organisation_id, by_moment.resident_id, by_moment.kind, lower(by_moment.period),
            upper(by_moment.period), by_moment.evidence, null
          from by_moment where not isempty(by_moment.period)
          union all
          -- break-glass follows from no fact: it stands as it was claimed, subject to objections
          select claimed.organisation_id, claimed.resident_id, claimed.kind, claimed.since, claimed.until,
            claimed.evidence, claimed.reason
          from someone
          join hub.relationship claimed on claimed.resident_id = someone.id and claimed.kind like '%.emergency'
        ),
        objected as (
          select objection.resident_id, objection.against_id, bit_or(objection_kind.bit) as bits
          from someone
          join public.objection on objection.resident_id = someone.id and objection.valid_until is null
            and objection.withdrawn_on is null
          join hub.objection_kind on objection_kind.name = objection.kind
          group by objection.resident_id, objection.against_id
        )
        select due.organisation_id, due.resident_id, due.kind, due.since, due.until, due.evidence, due.reason,
          coalesce(against_all.bits, 0) | coalesce(against_one.bits, 0)
        from due
        left join objected against_all on against_all.resident_id = due.resident_id and against_all.against_id is null
        left join objected against_one
          on against_one.resident_id = due.resident_id and against_one.against_id = due.organisation_id;
      end $$;
      comment on function hub.relationships_due is 'The relationships that the facts about these residents give reason for.';
      alter function hub.relationships_due owner to caregraph_register;
      revoke execute on function hub.relationships_due from public;`);
  }

  override down(): void {
    this.addSql('drop function hub.relationships_due');
  }
}
