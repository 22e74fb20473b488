/** Homes of other providers of which a number is shown, at least, before a home sees any of them. */
export const fewestPeers = 10;

/** So many of them, or more, that lie next to one another are told as one value: their mean. */
export const peersTogether = 5;
