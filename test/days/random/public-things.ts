/** What of public things an input names: those that whoever asks ($1) may do it with, among the homes of the day ($2). */
export interface PublicThing {
  type: string;
  from: string;
  version?: boolean;
}
const ofHomes = (type: string, table: string): PublicThing => ({
  type,
  from: `${table} where home_id = any ($2) and $1::uuid is not null order by id`,
});
const standing = (type: string, table: string, whose = 'author_id = $1'): PublicThing => ({
  type,
  from: `${table} where ${whose} and valid_until is null and $2::uuid[] is not null order by valid_from desc`,
});
const own = 'select id from care_home where organisation_id = $1 or council_id = $1';
const recommendations = (state: string): PublicThing => ({
  ...{ type: 'QualityRecommendation', version: true },
  from: `quality_recommendation where home_id in (${own}) and home_id = any ($2) order by state in (${state}) desc, id`,
});

const things: Record<string, PublicThing> = {
  round: ofHomes('HomeRound', 'home_round'),
  alignment: ofHomes('Alignment', 'alignment'),
  run: {
    type: 'RewardRun',
    from: 'reward_run where payer_id = $1 and $2::uuid[] is not null order by approved_at is not null, month',
  },
  'liftEmbargo home': {
    type: 'CareHome',
    from: `(select cqc_location_id as id from care_home where council_id = $1 and id = any ($2) and exists (
      select from admission_statement said where said.home_id = care_home.id and said.author_id = $1
        and said.status = 'CLOSED_BY_COMMISSIONER' and said.valid_until is null)) embargoed`,
  },
  adoption: {
    type: 'InitiativeAdoption',
    from: `initiative_adoption where home_id in (${own}) and home_id = any ($2) order by to_on is not null, id`,
  },
  qualityAccount: standing('QualityAccount', 'quality_account', `home_id in (${own}) and mark_awarded_on is null`),
  contact: standing('NamedContact', 'named_contact'),
  replaces: standing('NamedContact', 'named_contact'),
  guidance: standing('Guidance', 'guidance'),
  'readGuidance guidance': standing('Guidance', 'guidance', '$1::uuid is not null'),
  offer: standing('Offer', 'offer'),
  'takeUpOffer offer': standing('Offer', 'offer', 'author_id <> $1 and ends_at > now()'),
  lesson: standing('SharedLesson', 'shared_lesson'),
  jointAction: standing('JointAction', 'joint_action', '$1 in (author_id, owner_id)'),
  'answerRecommendation recommendation': recommendations(`'OPEN', 'SENT_BACK'`),
  'settleRecommendation recommendation': recommendations(`'ANSWERED'`),
};

/** The public thing that an input of a mutation names, if it names one. */
export const publicThing = (mutation: string, input: string): PublicThing | undefined =>
  things[`${mutation} ${input}`] ?? things[input];
