-- Waits for the diagnostics of the open file, prints them, applies the preferred fix and saves.
local found = vim.wait(30000, function()
  return #vim.diagnostic.get(0) > 0
end)
if not found then
  io.stderr:write("no diagnostics came\n")
  vim.cmd("cquit")
end

for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  local place = string.format("%d:%d", diagnostic.lnum + 1, diagnostic.col + 1)
  print(place .. " " .. diagnostic.user_data.lsp.code .. "\n")
end

local diagnostic = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { diagnostic.lnum + 1, diagnostic.col })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(), only = { "quickfix" } }
for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 30000)) do
  for _, action in ipairs(answer.result) do
    if action.isPreferred then
      vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
    end
  end
end
vim.cmd("write")
vim.cmd("quitall")
