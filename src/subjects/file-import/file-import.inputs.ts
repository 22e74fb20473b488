import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { ImportFormat } from './file-import.values.ts';

@InputType({ description: 'Which file you are about to bring, and how it is to be taken.' })
export class StartImportInput extends MutationInput {
  @Field(() => ImportFormat, { description: 'What kind of file it is.' })
  format!: ImportFormat;

  @Field(() => DateTime, { description: 'The moment as of which it speaks: when it was drawn from its system.' })
  asOf!: Date;

  @Field(() => Int, {
    description:
      'How long the file is: bytes, at most 50,000,000. It may be packed (.gz, .zip), and has at most 500,000,000 unpacked.',
  })
  bytes!: number;

  @Field(() => String, {
    description: 'SHA-256 of the file, as 64 hexadecimal digits: by it the hub knows that it has all of it.',
  })
  sha256!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'How the system that wrote it calls the columns and values, in YAML or JSON, in at most 10,000 characters; absent if as the hub does.',
  })
  mapping?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what would be done, and change nothing.' })
  dryRun?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Take it also if it changes or ends more than is usual.' })
  allowLargeChange?: boolean | null;
}

@InputType({ description: 'A part of a file.' })
export class UploadPartInput extends MutationInput {
  @Field(() => ID, { description: 'A file that your organisation announced.' })
  import!: string;

  @Field(() => Int, { description: 'Which part it is, the first being 1. Parts may come in any order.' })
  part!: number;

  @Field(() => String, { description: 'Its bytes in Base64, at most 65,536 of them before that.' })
  content!: string;
}

@InputType({ description: 'Which file is to be taken although it changes or ends more than is usual.' })
export class ConfirmImportInput extends MutationInput {
  @Field(() => ID, { description: 'A file of your organisation that is `ASKING`.' })
  import!: string;
}
