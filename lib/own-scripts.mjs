/**
 * A script that has to run before all others, in a page or in a worker. Where a policy requires trusted
 * types, it lets addresses of the site's own origin be loaded as scripts, blobs of its own among them, and
 * nothing else: text that becomes a script or markup has no rule, so it is refused.
 */
export const TRUST_OWN_SCRIPTS =
  "self.trustedTypes?.createPolicy('default',{createScriptURL:(url)=>new URL(url,location.href).origin===self.origin?url:null});";
