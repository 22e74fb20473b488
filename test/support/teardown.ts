/** After all tests: the databases go, and with them the server that `setup` started. */
export default (): Promise<void> => (globalThis as unknown as { stopTestServer(): Promise<void> }).stopTestServer();
