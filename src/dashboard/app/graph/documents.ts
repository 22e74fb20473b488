/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a question is asked for. Who may ask for what is the agreement’s to say. */
export type Purpose =
  /** To decide whether a resident may be deprived of liberty (DoLS). */
  | 'DEPRIVATION_OF_LIBERTY'
  /** To care for the resident. */
  | 'DIRECT_CARE'
  /** To find the place to which a patient who is ready can go. */
  | 'DISCHARGE'
  /** To decide and pay what the care costs. */
  | 'FUNDING'
  /** To watch over who sees records, and to act on what residents ask about them. */
  | 'INFORMATION_GOVERNANCE'
  /** To check invoices, apart from all other staff. */
  | 'INVOICE_VALIDATION'
  /** To plan services from counts. */
  | 'PLANNING'
  /** To watch the quality of care from counts. */
  | 'QUALITY_MONITORING'
  /** To answer a question of research that was approved. */
  | 'RESEARCH'
  /** To protect the resident from abuse and neglect. */
  | 'SAFEGUARDING';

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = {
  viewer: { agency: string; role: string; purpose: Purpose; organisation: { code: string; name: string } };
};

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const MeDocument = new TypedDocumentString(`
    query Me {
  viewer {
    agency
    role
    purpose
    organisation {
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
