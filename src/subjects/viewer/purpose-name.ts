import { registerEnumType } from 'type-graphql';
import { purposes } from '../../shared/purposes.ts';

export const PurposeName = Object.fromEntries(purposes.map((purpose) => [purpose, purpose]));
registerEnumType(PurposeName, { name: 'Purpose', description: 'What a question is asked for.' });
