// Entities and resolvers put themselves down in the order in which they are loaded, and the graph keeps it. Whatever a test
// file imports first, they are loaded as when the hub starts.
import '../../../src/server/contract/contract.ts';
