/** What went wrong with a request, in a sentence for whoever asked. */
export class FleetError extends Error {
  override readonly name = 'FleetError';

  /**
   * @param status of HTTP, 400 to 599
   * @param code for programs
   */
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 429 | 502 | 503,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
