/** When a call began and when it had returned, ms of the system's monotonic clock. */
interface Span {
  readonly at: number;
  readonly done: number;
}

/** What a program did to its files below the rig's root, as the shim saw it. Paths are below the root, `/a/b`. */
export type DiskEvent = Span &
  (
    | { readonly kind: 'open'; readonly path: string; readonly ino: number; readonly emptied: boolean }
    | {
        readonly kind: 'write';
        readonly path: string;
        readonly ino: number;
        readonly offset: number;
        readonly bytes: Uint8Array;
      }
    | { readonly kind: 'size'; readonly path: string; readonly ino: number; readonly size: number }
    | { readonly kind: 'sync'; readonly path: string; readonly ino: number; readonly folder: boolean }
    | { readonly kind: 'rename' | 'link'; readonly path: string; readonly to: string }
    | { readonly kind: 'unlink' | 'mkdir' | 'mapped'; readonly path: string }
  );
