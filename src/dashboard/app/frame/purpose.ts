import { createContext } from 'react';
import type { Purpose } from './session.ts';

/** What the page that is open asks for. */
export const PurposeContext = createContext<Purpose | undefined>(undefined);
