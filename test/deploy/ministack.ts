import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../local/free-port.ts';

const STARTS_WITHIN_MS = 60_000;
export const REGION = 'us-east-1';
export const ACCOUNT = '111122223333';
const ROOT_KEY = { AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: 'test' };

/** A simulated AWS, empty at first, that listens only on this machine. */
export class MiniStack {
  /** Its output. */
  log = '';
  readonly credentials = { accessKeyId: ROOT_KEY.AWS_ACCESS_KEY_ID, secretAccessKey: ROOT_KEY.AWS_SECRET_ACCESS_KEY };

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly endpoint: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        this.log += text;
      });
    }
  }

  /** @param folder - for its certificate and the files it unpacks; the caller empties it */
  static async start(program: string, folder: string): Promise<MiniStack> {
    const port = await freePort();
    const child = spawn(program, {
      // The whole environment: its functions inherit it, and must see nothing of this machine.
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TMPDIR: folder,
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: `${port}`,
        MINISTACK_REGION: REGION,
        MINISTACK_ACCOUNT_ID: ACCOUNT,
        // Roles may do only what their policies allow. Policies that demand TLS make TLS necessary.
        AUTH: 'true',
        USE_SSL: '1',
        ...ROOT_KEY,
        // Services that would open their own ports.
        SFTP_ENABLED: '0',
        IOT_MTLS_ENABLED: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ministack = new MiniStack(child, folder, `https://127.0.0.1:${port}`);
    await ministack.untilReady();
    return ministack;
  }

  get certificateFile(): string {
    return join(this.folder, 'ministack-tls', 'server.crt');
  }

  /** Options of an SDK client. */
  get client() {
    const { endpoint, credentials } = this;
    return {
      endpoint,
      region: REGION,
      credentials,
      requestHandler: { httpsAgent: { ca: readFileSync(this.certificateFile) } },
    };
  }

  /** The environment variables that direct the CDK CLI here. */
  get environment(): Record<string, string> {
    return {
      ...ROOT_KEY,
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_CA_BUNDLE: this.certificateFile,
      AWS_REGION: REGION,
    };
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async untilReady(): Promise<void> {
    const giveUpAtMs = Date.now() + STARTS_WITHIN_MS;
    while (!(this.log.includes('Running on') && existsSync(this.certificateFile))) {
      if (this.hasEnded || Date.now() > giveUpAtMs) {
        await this.stop();
        throw new Error(`MiniStack did not start. It wrote:\n${this.log}`);
      }
      await sleep(100);
    }
  }
}
