"""Forms and lists as workbooks, filled from a case; what stands where is data (`places/*/sheets/*.toml`)."""
