import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { publicUuid } from '../../access/identifiers.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { type RejectCode, rejects } from '../../shared/reject-catalogue.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { FileImport } from './file-import.entity.ts';
import { ConfirmImportInput, StartImportInput, UploadPartInput } from './file-import.inputs.ts';
import { confirmImport, startImport, uploadPart } from './file-import.writes.ts';
import { FileImportReject } from './file-import-reject.entity.ts';

const FileImportConnection = connectionOf(FileImport);
const FileImportRejectConnection = connectionOf(FileImportReject);
const started = payloadOf('StartImport', FileImport);
const uploaded = payloadOf('UploadPart', FileImport);
const confirmed = payloadOf('ConfirmImport', FileImport);
const payloads = [started, uploaded, confirmed].map(({ PayloadResolver }) => PayloadResolver);

const latest = { sql: 't.started_at', type: 'timestamptz', direction: 'desc' } as const;
const inOrder = { sql: 't.line', type: 'int', direction: 'asc' } as const;

@Resolver(() => FileImport)
class FileImportResolver {
  @Query(() => FileImportConnection, { description: 'Files that your organisation has brought, the latest first.' })
  imports(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    return publicPage(context, info, { type: 'FileImport', where: () => 'true', order: latest }, page);
  }

  @Query(() => FileImport, {
    nullable: true,
    description: 'How far a file has come that your organisation brings; null if there is none of this id.',
  })
  async importProgress(
    @Arg('import', () => ID, { description: 'The id that `startImport` gave.' }) id: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PublicRow | null> {
    return publicById(context, 'FileImport', publicUuid('FileImport', id), info);
  }

  @FieldResolver(() => FileImportRejectConnection, {
    description: 'What of it could not be taken, by line: empty until it was tried.',
  })
  rejects(
    @Root() file: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const list = { type: 'FileImportReject', where: () => 't.file_import_id = p.id', order: inOrder };
    return publicPage(context, info, list, page, file._id);
  }

  @Mutation(() => started.Payload, {
    description:
      'Announces a file: upload its parts next (`uploadPart`), and once all of it is there it is taken. It can say nothing that you could not write yourself in this role and for this purpose. At most five files of an organisation are under way at once.',
  })
  startImport(
    @Arg('input', () => StartImportInput, { description: 'Which file, and how it is to be taken.' })
    input: StartImportInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('startImport', input, (write) => startImport(write, agreement, input));
  }

  @Mutation(() => uploaded.Payload, {
    description: 'Uploads a part of a file that was announced. The same part sent again changes nothing.',
  })
  uploadPart(
    @Arg('input', () => UploadPartInput, { description: 'Which part of which file.' }) input: UploadPartInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('uploadPart', input, (write) => uploadPart(write, input));
  }

  @Mutation(() => confirmed.Payload, {
    description: 'Says that a file is right that would change or end more than is usual: it is taken then.',
  })
  confirmImport(
    @Arg('input', () => ConfirmImportInput, { description: 'Which file.' }) input: ConfirmImportInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('confirmImport', input, (write) => confirmImport(write, agreement, input));
  }
}

@Resolver(() => FileImportReject)
class FileImportRejectResolver {
  @FieldResolver(() => String, { description: 'What the code says, and what to do.' })
  sentence(@Root() { _code: code }: PublicRow): string {
    return rejects[code as RejectCode];
  }
}

export const fileImportResolvers = [FileImportResolver, FileImportRejectResolver, ...payloads];
