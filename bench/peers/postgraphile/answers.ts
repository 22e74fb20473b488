import type { Viewer } from '../../viewer.ts';

interface Nodes<Node> {
  nodes: Node[];
}
interface Counted<Node> extends Nodes<Node> {
  totalCount: number;
}
type Row = Record<string, unknown> & { rowId: string };

interface ResidentNode extends Row {
  gpRegistrationsByResidentId: Nodes<{ practiceByPracticeId: { odsCode: string } }>;
  carePlansByResidentId: Nodes<Row>;
  incidentsByResidentId: Counted<Row>;
  hospitalStaysByResidentId: Counted<Row>;
}
interface PlacementNode extends Row {
  residentByResidentId: ResidentNode;
}
interface HomeNode {
  cqcLocationId: string;
  name: string;
  placementsByHomeId: Counted<PlacementNode> & { pageInfo: unknown };
}
export interface HomeRoundData {
  practiceByOdsCode: {
    alignmentsByLeadPracticeId: Nodes<{ clinicalLeadName: string; careHomeByHomeId: HomeNode }>;
  };
}
export interface HomesData {
  allCareHomes: Nodes<{ cqcLocationId: string; name: string; ratingsByHomeId: Nodes<{ rating: string }> }> & {
    pageInfo: unknown;
  };
}
export interface OneResidentData {
  allResidents: Nodes<Row & { placementsByResidentId: Nodes<{ careHomeByHomeId: { name: string } }> }>;
}
export interface MeData {
  organisationByCode: { code: string; name: string; agency: string };
}

const named = <Value extends Row>({ rowId, ...row }: Value) => ({ id: rowId, ...row });
const homeId = (code: string) => `CareHome:${code}`;

/** PostGraphile's answers in the form of the hub's. */
export const inTheHubsForm = {
  HomeRound: ({ practiceByOdsCode }: HomeRoundData) => ({
    alignedHomes: {
      nodes: practiceByOdsCode.alignmentsByLeadPracticeId.nodes.map(
        ({ clinicalLeadName, careHomeByHomeId: { cqcLocationId, name, placementsByHomeId } }) => ({
          ...{ id: homeId(cqcLocationId), name, cqcLocationId, clinicalLead: { name: clinicalLeadName } },
          residents: { ...placementsByHomeId, nodes: placementsByHomeId.nodes.map(residentOf) },
        }),
      ),
    },
  }),
  Homes: ({ allCareHomes: { nodes, pageInfo } }: HomesData) => ({
    careHomes: {
      pageInfo,
      nodes: nodes.map(({ cqcLocationId, name, ratingsByHomeId: { nodes } }) => ({
        ...{ id: homeId(cqcLocationId), name },
        rating: nodes[0] ? { overall: nodes[0].rating } : null,
      })),
    },
  }),
  OneResident: ({ allResidents: { nodes } }: OneResidentData) => ({
    resident: nodes.map(({ placementsByResidentId, ...row }) => ({
      ...named(row),
      currentPlacement: { home: placementsByResidentId.nodes[0]?.careHomeByHomeId },
    }))[0],
  }),
  Me: ({ organisationByCode: { agency, ...organisation } }: MeData, { role, purpose }: Viewer) => ({
    viewer: { agency, role, purpose, organisation },
  }),
};

function residentOf({ residentByResidentId, fromOn, ...placement }: PlacementNode) {
  const {
    gpRegistrationsByResidentId,
    carePlansByResidentId,
    incidentsByResidentId,
    hospitalStaysByResidentId,
    ...row
  } = residentByResidentId;
  const practice = gpRegistrationsByResidentId.nodes[0]?.practiceByPracticeId;
  return {
    ...named(row),
    registeredPractice: practice && { id: `Practice:${practice.odsCode}`, ...practice },
    currentPlacement: { ...named(placement), from: fromOn },
    carePlan: carePlansByResidentId.nodes.map(named)[0] ?? null,
    incidents: { ...incidentsByResidentId, nodes: incidentsByResidentId.nodes.map(named) },
    hospitalStays: { ...hospitalStaysByResidentId, nodes: hospitalStaysByResidentId.nodes.map(named) },
  };
}
