/** What a file that an organisation brings through the graph may come to at most; what the hub's operator brings has no such limits. */
export const fileLimits = {
  /** As it is uploaded, in bytes. */
  bytes: 50_000_000,
  bytesOfPart: 65_536,
  parts: 10_000,
  /** In bytes, of an archive or workbook all its files together: a disk holds some of these at once, and no more is ever unpacked. */
  unpacked: 500_000_000,
  charactersOfMapping: 10_000,
  /** Lines of which is told why they were not taken. */
  rejects: 10_000,
} as const;
