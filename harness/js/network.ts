import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import workerThreads from 'node:worker_threads';

/**
 * Replaces everything that opens a connection, a socket or a thread by a function that throws. Node 20's permission
 * model does not cover the network: this stands against accidents, not against malice.
 */
export function blockNetwork(): void {
  block(net, 'net', ['connect', 'createConnection', 'createServer']);
  block(net.Socket.prototype, 'net.Socket', ['connect']);
  block(net.Server.prototype, 'net.Server', ['listen']);
  block(tls, 'tls', ['connect', 'createServer']);
  block(http, 'http', ['request', 'get', 'createServer']);
  block(https, 'https', ['request', 'get', 'createServer']);
  block(http2, 'http2', ['connect', 'createServer', 'createSecureServer']);
  block(dgram, 'dgram', ['createSocket', 'Socket']);
  block(workerThreads, 'worker_threads', ['Worker']);
  const resolvers = Object.keys(dns).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
  block(dns, 'dns', resolvers);
  block(dns.promises, 'dns.promises', resolvers);
  const globals = ['fetch', 'WebSocket', 'EventSource'].filter((name) => name in globalThis);
  block(globalThis, 'globalThis', globals);
}

/** Makes `import { x } from 'node:y'` see what was replaced; call it last. */
export function publishReplacements(): void {
  syncBuiltinESMExports();
}

function block(target: object, owner: string, names: readonly string[]): void {
  for (const name of names) {
    const value = (): never => {
      const error: Error & { code?: string } = new Error(
        `${owner}.${name} is blocked: programs under test have no network and no threads`,
      );
      error.code = 'ERR_ACCESS_DENIED';
      throw error;
    };
    Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}
