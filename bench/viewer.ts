/** Who asks a question: an organisation by its code, in a role, for a purpose. */
export interface Viewer {
  organisation: string;
  role: string;
  purpose: string;
}
