import { rolling } from './support/rolling.ts';

rolling(1);
