const dayOf = (file: string) => `(${file}.as_of at time zone 'Europe/London')::date`;
/** SQL: the day as of which the file speaks, in England. `own` is the import. */
export const fileDay = dayOf('own');

/** SQL: a newer file named everything, and these days, which no row has yet, hold on its day: it had this no more. */
export const goneSince = (days: string): string => `exists (
    select from hub.import newer where newer.organisation_id = own.organisation_id and newer.format = own.format
      and newer.state = 'DONE' and newer.whole and newer.as_of > own.as_of and ${days} @> ${dayOf('newer')})`;

/** SQL: a row that the organisation recorded and that has begun and not ended on the day of the file. */
export const standingOwn = (row: string): string =>
  `${row}.author_id = own.organisation_id and ${row}.from_on <= ${fileDay} and (${row}.to_on is null or ${row}.to_on > ${fileDay})`;

/**
 * SQL: no line may be about this resident, where `$1` is the import. A line that could not be taken says of whom it is; as
 * long as there is one of which not even that can be read, it may be anybody's.
 */
export const unnamed = (row: string): string => `not exists (
    select from hub.import_reject unread where unread.import_id = $1 and not exists (
      select from hub.import_row row where row.import_id = $1 and row.line = unread.line and row.about is not null))
  and ${row}.resident_id not in (
    select refused.id from hub.import_row row
    left join hub.superseded_numbers() led on led.number = row.about
    join resident refused on row.import_id = $1 and refused.nhs_number = coalesce(led.leads_to, row.about)
    join hub.import_reject reject on reject.import_id = $1 and reject.line = row.line)`;
