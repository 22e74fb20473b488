export enum AgreedBy {
  RESIDENT = 'RESIDENT',
  ATTORNEY = 'ATTORNEY',
}
