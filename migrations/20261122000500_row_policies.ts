import { Migration } from '@mikro-orm/migrations';

/** Who sees which rows about a person: forced, so that the owner too needs a policy. */
export class RowPolicies extends Migration {
  override name = '20261122000500_row_policies';

  override up(): void {
    this.addSql(`
      alter table "resident" enable row level security;
      alter table "resident" force row level security;
      create policy "resident_related" on "resident" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (resident.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = resident.id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('Resident', 0)) | case when resident.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('Resident', 1048576)) else 0 end) <> 0));
      create policy "resident_owner" on "resident" to "caregraph_owner" using (true);
      create policy "resident_measures" on "resident" for select to "caregraph_measures" using (true);
      create policy "resident_register" on "resident" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "gp_registration" enable row level security;
      alter table "gp_registration" force row level security;
      create policy "gp_registration_related" on "gp_registration" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (gp_registration.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = gp_registration.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('GpRegistration', 0)) | case when gp_registration.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('GpRegistration', 1048576)) else 0 end) <> 0));
      create policy "gp_registration_owner" on "gp_registration" to "caregraph_owner" using (true);
      create policy "gp_registration_measures" on "gp_registration" for select to "caregraph_measures" using (true);
      create policy "gp_registration_register" on "gp_registration" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "practice_agreement" enable row level security;
      alter table "practice_agreement" force row level security;
      create policy "practice_agreement_related" on "practice_agreement" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (practice_agreement.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = practice_agreement.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('PracticeAgreement', 0)) | case when practice_agreement.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('PracticeAgreement', 1048576)) else 0 end) <> 0));
      create policy "practice_agreement_owner" on "practice_agreement" to "caregraph_owner" using (true);
      create policy "practice_agreement_measures" on "practice_agreement" for select to "caregraph_measures" using (true);
      create policy "practice_agreement_register" on "practice_agreement" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "placement" enable row level security;
      alter table "placement" force row level security;
      create policy "placement_related" on "placement" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (placement.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = placement.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('Placement', 0)) | case when placement.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('Placement', 1048576)) else 0 end) <> 0));
      create policy "placement_owner" on "placement" to "caregraph_owner" using (true);
      create policy "placement_measures" on "placement" for select to "caregraph_measures" using (true);
      create policy "placement_register" on "placement" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "absence" enable row level security;
      alter table "absence" force row level security;
      create policy "absence_related" on "absence" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (absence.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = absence.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('Absence', 0)) | case when absence.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('Absence', 1048576)) else 0 end) <> 0));
      create policy "absence_owner" on "absence" to "caregraph_owner" using (true);
      create policy "absence_measures" on "absence" for select to "caregraph_measures" using (true);`);

    this.addSql(`
      alter table "funding_component" enable row level security;
      alter table "funding_component" force row level security;
      create policy "funding_component_related" on "funding_component" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (funding_component.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = funding_component.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('FundingComponent', 0)) | case when funding_component.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('FundingComponent', 1048576)) else 0 end | case when funding_component.payer_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('FundingComponent', 2097152)) else 0 end | case when funding_component.payee_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('FundingComponent', 4194304)) else 0 end) <> 0));
      create policy "funding_component_owner" on "funding_component" to "caregraph_owner" using (true);
      create policy "funding_component_measures" on "funding_component" for select to "caregraph_measures" using (true);
      create policy "funding_component_register" on "funding_component" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "care_plan" enable row level security;
      alter table "care_plan" force row level security;
      create policy "care_plan_related" on "care_plan" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (care_plan.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = care_plan.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('CarePlan', 0)) | case when care_plan.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('CarePlan', 1048576)) else 0 end) <> 0));
      create policy "care_plan_owner" on "care_plan" to "caregraph_owner" using (true);
      create policy "care_plan_measures" on "care_plan" for select to "caregraph_measures" using (true);`);

    this.addSql(`
      alter table "clinical_summary" enable row level security;
      alter table "clinical_summary" force row level security;
      create policy "clinical_summary_related" on "clinical_summary" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (clinical_summary.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = clinical_summary.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('ClinicalSummary', 0)) | case when clinical_summary.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('ClinicalSummary', 1048576)) else 0 end) <> 0));
      create policy "clinical_summary_owner" on "clinical_summary" to "caregraph_owner" using (true);
      create policy "clinical_summary_measures" on "clinical_summary" for select to "caregraph_measures" using (true);`);

    this.addSql(`
      alter table "personal_summary" enable row level security;
      alter table "personal_summary" force row level security;
      create policy "personal_summary_related" on "personal_summary" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (personal_summary.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = personal_summary.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('PersonalSummary', 0)) | case when personal_summary.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('PersonalSummary', 1048576)) else 0 end) <> 0));
      create policy "personal_summary_owner" on "personal_summary" to "caregraph_owner" using (true);
      create policy "personal_summary_measures" on "personal_summary" for select to "caregraph_measures" using (true);`);

    this.addSql(`
      alter table "incident" enable row level security;
      alter table "incident" force row level security;
      create policy "incident_related" on "incident" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (incident.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = incident.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('Incident', 0)) | case when incident.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('Incident', 1048576)) else 0 end) <> 0));
      create policy "incident_owner" on "incident" to "caregraph_owner" using (true);
      create policy "incident_measures" on "incident" for select to "caregraph_measures" using (true);`);

    this.addSql(`
      alter table "hospital_stay" enable row level security;
      alter table "hospital_stay" force row level security;
      create policy "hospital_stay_related" on "hospital_stay" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (hospital_stay.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = hospital_stay.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('HospitalStay', 0)) | case when hospital_stay.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('HospitalStay', 1048576)) else 0 end) <> 0));
      create policy "hospital_stay_owner" on "hospital_stay" to "caregraph_owner" using (true);
      create policy "hospital_stay_measures" on "hospital_stay" for select to "caregraph_measures" using (true);
      create policy "hospital_stay_register" on "hospital_stay" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "trust_contact" enable row level security;
      alter table "trust_contact" force row level security;
      create policy "trust_contact_related" on "trust_contact" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (trust_contact.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = trust_contact.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('TrustContact', 0)) | case when trust_contact.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('TrustContact', 1048576)) else 0 end) <> 0));
      create policy "trust_contact_owner" on "trust_contact" to "caregraph_owner" using (true);
      create policy "trust_contact_measures" on "trust_contact" for select to "caregraph_measures" using (true);
      create policy "trust_contact_register" on "trust_contact" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "safeguarding_enquiry" enable row level security;
      alter table "safeguarding_enquiry" force row level security;
      create policy "safeguarding_enquiry_related" on "safeguarding_enquiry" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (safeguarding_enquiry.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = safeguarding_enquiry.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('SafeguardingEnquiry', 0)) | case when safeguarding_enquiry.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('SafeguardingEnquiry', 1048576)) else 0 end) <> 0));
      create policy "safeguarding_enquiry_owner" on "safeguarding_enquiry" to "caregraph_owner" using (true);
      create policy "safeguarding_enquiry_measures" on "safeguarding_enquiry" for select to "caregraph_measures" using (true);
      create policy "safeguarding_enquiry_register" on "safeguarding_enquiry" for select to "caregraph_register" using (true);`);

    this.addSql(`
      alter table "objection" enable row level security;
      alter table "objection" force row level security;
      create policy "objection_related" on "objection" for select to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (objection.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = objection.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('Objection', 0)) | case when objection.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") then (select hub.opening_of('Objection', 1048576)) else 0 end) <> 0));
      create policy "objection_owner" on "objection" to "caregraph_owner" using (true);
      create policy "objection_measures" on "objection" for select to "caregraph_measures" using (true);
      create policy "objection_register" on "objection" for select to "caregraph_register" using (true);`);
  }

  override down(): void {
    this.addSql(`alter table "resident" no force row level security, disable row level security`);
    this.addSql(`alter table "gp_registration" no force row level security, disable row level security`);
    this.addSql(`alter table "practice_agreement" no force row level security, disable row level security`);
    this.addSql(`alter table "placement" no force row level security, disable row level security`);
    this.addSql(`alter table "absence" no force row level security, disable row level security`);
    this.addSql(`alter table "funding_component" no force row level security, disable row level security`);
    this.addSql(`alter table "care_plan" no force row level security, disable row level security`);
    this.addSql(`alter table "clinical_summary" no force row level security, disable row level security`);
    this.addSql(`alter table "personal_summary" no force row level security, disable row level security`);
    this.addSql(`alter table "incident" no force row level security, disable row level security`);
    this.addSql(`alter table "hospital_stay" no force row level security, disable row level security`);
    this.addSql(`alter table "trust_contact" no force row level security, disable row level security`);
    this.addSql(`alter table "safeguarding_enquiry" no force row level security, disable row level security`);
    this.addSql(`alter table "objection" no force row level security, disable row level security`);
  }
}
