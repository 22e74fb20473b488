import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ExecutionArgs, FormattedExecutionResult } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { plainJson } from '../../shared/plain-json.ts';
import type { Refusal, RefusalCode } from '../../shared/refusals.ts';
import type { Limits } from '../limits/limits.ts';
import type { Parts } from '../parts.ts';
import type { Recording } from '../recording.ts';
import { Connection, goingAway } from './connection.ts';
import { type Hearing, Told } from './looking.ts';
import { Places, Queue } from './places.ts';

/** Whether a request asks to go on as a WebSocket; another protocol than that is offered to a server in vain. */
export const asksForSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.trim().toLowerCase() === 'websocket';

/** Subscriptions, by the protocol graphql-transport-ws at the address of the graph. */
export function subscriptions(
  app: FastifyInstance,
  { following, trusted }: Parts,
  recording: Recording,
  limits: Limits,
): void {
  const { hearing: most, milliseconds, body } = limits;
  const queue = new Queue(most.together);
  const hearing: Hearing = { following, trusted, recording, log: app.log, limits: { ...most, milliseconds }, queue };
  const places = new Places();
  const connections = new Set<Connection>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: body,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => handleProtocols(offered),
  });
  const protocol = protocolOf(most.signIn);
  let closing = false;

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    if (request.url?.split('?')[0] !== '/graphql') return turnAway(socket, '404 Not Found');
    if (closing || connections.size >= most.sockets) return turnAway(socket, '503 Service Unavailable');
    server.handleUpgrade(request, socket, head, (opened) => {
      const connection = new Connection(hearing, places, opened, request);
      connections.add(connection);
      opened.once('close', () => connections.delete(connection));
      serve(protocol, opened, connection);
    });
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const connection of connections) connection.close(goingAway, 'the hub stops');
  });
}

type Protocol = ReturnType<typeof protocolOf>;

/** graphql-ws keeps the protocol; who may hear, what is asked and what is told are ours. */
function protocolOf(connectionInitWaitTimeout: number) {
  return makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout,
    onConnect: ({ extra, connectionParams }) => extra.begin(connectionParams),
    onSubscribe: ({ extra }, _id, payload) =>
      extra.subscribe(payload).catch((error: unknown) => {
        if (error instanceof Told) return [error];
        throw error;
      }),
    subscribe: ({ contextValue }: ExecutionArgs) => contextValue as AsyncGenerator<never>,
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _payload, errors) => errors.map(saying),
  });
}

/** graphql-ws wraps what ends a subscription. */
const saying = (error: Error & { originalError?: unknown }) =>
  (error.originalError instanceof Told ? error.originalError : (error as Told)).toJSON();

function serve(protocol: Protocol, socket: WebSocket, connection: Connection): void {
  socket.on('error', () => undefined);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => connection.send(text),
      close: (code = CloseCode.InternalServerError, reason = '') => connection.close(code, reason),
      onMessage(take) {
        socket.on('message', (data, isBinary) => {
          const text = String(data);
          const wrong = isBinary ? 'MALFORMED_JSON' : wrongIn(text);
          if (wrong) return connection.close(CloseCode.BadRequest, wrong);
          void take(text).catch((error: unknown) => connection.fail(error));
        });
      },
    },
    connection,
  );
  socket.once('close', (code, reason) => void closed(code, String(reason)).catch(() => undefined));
}

/** A message is held to what a body is. */
function wrongIn(text: string): RefusalCode | undefined {
  try {
    plainJson(text);
    return undefined;
  } catch (error) {
    return (error as Refusal).code;
  }
}

/** Nobody reads from such a socket: that the client has closed its side, or never will, would go unnoticed. */
function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
