import { connectionOf } from '../connection.ts';
import { CareHome } from './care-home.entity.ts';

export const CareHomeConnection = connectionOf(CareHome);
