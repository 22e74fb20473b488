import type { QuestionName } from '../../questions.ts';

const holdsToday = `{ fromOn: { lessThanOrEqualTo: $today }, or: [{ toOn: { isNull: true } }, { toOn: { greaterThan: $today } }] }`;

/** The questions in PostGraphile's words, as far as its tables answer them. */
export const documents: Partial<Record<QuestionName, string>> = {
  HomeRound: `query HomeRound($organisation: String!, $today: Date!, $since: Datetime!) {
    practiceByOdsCode(odsCode: $organisation) {
      alignmentsByLeadPracticeId(filter: ${holdsToday}, first: 20) {
        nodes { clinicalLeadName careHomeByHomeId { cqcLocationId name
          placementsByHomeId(filter: ${holdsToday}, first: 100) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { rowId careType room fromOn residentByResidentId {
              rowId nhsNumber givenName familyName dateOfBirth sex
              gpRegistrationsByResidentId(filter: ${holdsToday}, first: 1) {
                nodes { practiceByPracticeId { odsCode name telephone } } }
              carePlansByResidentId(first: 1) { nodes { rowId status dueOn } }
              incidentsByResidentId(filter: { occurredAt: { greaterThanOrEqualTo: $since } }, orderBy: OCCURRED_AT_DESC, first: 5) {
                totalCount nodes { rowId kind harm occurredAt narrative } }
              hospitalStaysByResidentId(filter: { or: [{ admittedAt: { greaterThanOrEqualTo: $since } },
                { dischargedAt: { isNull: true } }, { dischargedAt: { greaterThan: $since } }] }, orderBy: ADMITTED_AT_DESC, first: 5) {
                totalCount nodes { rowId admittedAt dischargedAt primaryDiagnosis } }
            } } } } } } } }`,
  Homes: `query Homes($today: Date!) {
    allCareHomes(first: 10, orderBy: [NAME_ASC, CQC_LOCATION_ID_ASC], filter: {
      registeredOn: { lessThanOrEqualTo: $today }
      or: [{ deregisteredOn: { isNull: true } }, { deregisteredOn: { greaterThan: $today } }]
      not: { careHomesByPredecessorId: { some: { registeredOn: { lessThanOrEqualTo: $today } } } } }) {
      nodes { cqcLocationId name
        ratingsByHomeId(condition: { domain: "OVERALL" }, orderBy: PUBLISHED_ON_DESC, first: 1) { nodes { rating } } }
      pageInfo { hasNextPage endCursor } } }`,
  OneResident: `query OneResident($nhsNumber: String!, $today: Date!) {
    allResidents(condition: { nhsNumber: $nhsNumber }, first: 1) { nodes { rowId familyName
      placementsByResidentId(filter: ${holdsToday}, first: 1) { nodes { careHomeByHomeId { name } } } } } }`,
  Me: `query Me($organisation: String!) { organisationByCode(code: $organisation) { code name agency } }`,
};
