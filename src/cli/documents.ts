import { Command } from 'commander';
import { parse, validate } from 'graphql';
import { versionInForce } from '../agreement/in-force.ts';
import { parseAgreement } from '../agreement/read.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { inTransaction, withClient } from '../database/client.ts';
import { reachDatabase } from '../database/open.ts';
import { type Contract, contractFrom, groundOf } from '../server/contract/contract.ts';
import * as stored from '../server/trusted/stored.ts';
import { agencies } from '../shared/agencies.ts';
import { documentsIn } from './documents/read.ts';
import { nameOfUser } from './name-of-user.ts';

type Owner = Parameters<Parameters<typeof withClient>[1]>[0];

async function withOwner(work: (owner: Owner) => Promise<void>): Promise<void> {
  const database = await reachDatabase();
  try {
    await withClient(database.ownerUrl, work);
  } finally {
    await database.stop();
  }
}

const named = ({ hash, operations }: stored.TrustedDocument) => `${hash}  ${operations.join(', ') || '(no name)'}`;

const register = new Command('register')
  .description('Register documents, so that they can be asked by their SHA-256.')
  .argument('<file...>', 'GraphQL files, each one document, or manifests (JSON) of documents by their SHA-256')
  .option('--by <name>', 'who says so; without it, the user of this system')
  .addHelpText(
    'after',
    '\nAll are registered or none. Each line tells the hash, the operations, and the agencies whose schema has all of it today:\nwhat the agreement shares is decided with each question.',
  )
  .action(async (files: string[], { by = nameOfUser() }: { by?: string }) => {
    const ground = await groundOf();
    const documents = [
      ...new Map(files.flatMap((file) => documentsIn(file, ground.graph)).map((one) => [one.hash, one])).values(),
    ];
    await withOwner(async (owner) => {
      const contract = await contractIn(owner, ground);
      const added = await inTransaction(owner, () => stored.register(owner, documents, by));
      for (const document of documents) {
        const before = added.has(document.hash) ? '' : ', registered before';
        console.log(`${named(document)}: ${askedBy(document, contract).join(', ') || 'no agency'}${before}`);
      }
    });
  });

/** Under the agreement in force, which decides what the schema of each agency has. */
async function contractIn(owner: Owner, ground: Awaited<ReturnType<typeof groundOf>>): Promise<Contract> {
  const version = await versionInForce(owner);
  if (!version) throw new CannotStart('There is no agreement in force: start a hub first.');
  return contractFrom(parseAgreement(version.text, 'the agreement in force', { shape: ground.shape }), ground);
}

function askedBy({ body }: stored.TrustedDocument, { schemas }: Contract): string[] {
  const document = parse(body);
  return agencies.filter((agency) => {
    const schema = schemas[agency];
    const lacksRoot = document.definitions.some((node) => 'operation' in node && !schema.getRootType(node.operation));
    return !lacksRoot && validate(schema, document).length === 0;
  });
}

const list = new Command('list')
  .description('List the documents that are registered, and those that were.')
  .action(() =>
    withOwner(async (owner) => {
      const documents = await stored.registered(owner);
      for (const document of documents) {
        const { registeredAt, registeredBy, withdrawnAt } = document;
        const end = withdrawnAt ? `, withdrawn ${withdrawnAt.toISOString()}` : '';
        console.log(`${named(document)}: registered ${registeredAt.toISOString()} by ${registeredBy}${end}`);
      }
      if (!documents.length) console.log('No document is registered.');
    }),
  );

const withdraw = new Command('withdraw')
  .description('Withdraw a document: running hubs answer its hash no more within five seconds.')
  .argument('<hash>', 'its SHA-256, or as much of its beginning as tells it from others')
  .option('--by <name>', 'who says so; without it, the user of this system')
  .action((beginning: string, { by = nameOfUser() }: { by?: string }) =>
    withOwner(async (owner) => {
      const meant = await stored.withdraw(owner, beginning.toLowerCase(), by);
      if (meant.length > 1) throw new CannotStart(`${beginning} may be any of these:\n${meant.join('\n')}`);
      if (!meant[0]) throw new CannotStart(`No document that is registered begins with ${beginning}.`);
      console.log(`${meant[0]} is withdrawn.`);
    }),
  );

export const documents = new Command('documents')
  .description('Look after documents that are asked by their hash.')
  .addCommand(register)
  .addCommand(list)
  .addCommand(withdraw);
