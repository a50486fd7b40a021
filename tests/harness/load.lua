-- For wrk: pages, manifests and weights in turn, as a browser asks for them. MODELS is the models' address,
-- such as /models/0123456789abcdef/
local paths = { "/", "/kiosk", "/stills" }
local models = os.getenv("MODELS")
if models then
  for _, file in ipairs({ "manifest.json", "weights.bin" }) do
    paths[#paths + 1] = models .. "face-finder/" .. file
    paths[#paths + 1] = models .. "mask-classifier/" .. file
  end
end
local next_path = 0
local headers = { ["Accept-Encoding"] = "gzip, deflate, br" }

request = function()
  next_path = next_path % #paths + 1
  return wrk.format("GET", paths[next_path], headers)
end
