import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server on this machine only, on a port that the system chooses. */
export abstract class LocalServer {
  private server: Server | undefined;

  protected abstract receive(message: IncomingMessage, response: ServerResponse): Promise<void>;

  /** @returns the endpoint's URL */
  async start(): Promise<string> {
    const server = createServer((message, response) => void this.receive(message, response));
    this.server = server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    if (!this.server) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    this.server = undefined;
    await closed;
  }
}
