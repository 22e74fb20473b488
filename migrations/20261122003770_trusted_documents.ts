import { Migration } from '@mikro-orm/migrations';

/** Documents that clients ask by their hash, and the only ones that a hub answers if it is told so. */
export class TrustedDocuments extends Migration {
  override name = '20261122003770_trusted_documents';

  override up(): void {
    this.addSql(`
      create table hub.trusted_document (
        hash text primary key check (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex')),
        body text not null,
        operations text[] not null,
        registered_at timestamptz not null default now(),
        registered_by text not null check (length(registered_by) between 1 and 200),
        withdrawn_at timestamptz,
        withdrawn_by text check (length(withdrawn_by) between 1 and 200),
        constraint trusted_document_withdrawn_by_somebody check ((withdrawn_at is null) = (withdrawn_by is null))
      );
      comment on table hub.trusted_document is
        'Documents of clients, by the SHA-256 of their text; one that was withdrawn is asked no more, and stands here for whoever looks back.';
      grant select on hub.trusted_document to caregraph_hub, caregraph_backup;`);
  }

  override down(): void {
    this.addSql('drop table hub.trusted_document');
  }
}
